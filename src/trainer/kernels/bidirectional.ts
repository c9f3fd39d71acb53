import {
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
  type Pass,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { concat, elementwise, slice } from './ops.ts';
import { reverseTime } from './sequences.ts';

/** What a bidirectional layer is made of. */
export interface BidirectionalOptions {
  readonly forwards: Kernel;
  /** The same layer over the reversed sequence. */
  readonly backwards: Kernel;
  readonly mergeMode: 'concat' | 'sum';
  readonly returnSequences: boolean;
}

/** A recurrent layer run over a sequence in both directions, side by side or added up. */
export function bidirectional(options: BidirectionalOptions): Kernel {
  const { forwards, backwards, mergeMode, returnSequences } = options;
  const inOrder = (tensor: NativeTensor) => (returnSequences ? reverseTime(tensor, 1) : tensor);

  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const one = forwards.forward(inputs, pass);
    const other = backwards.forward(inputs, pass);
    const second = inOrder(other.output);
    const output =
      mergeMode === 'sum'
        ? elementwise('AddV2', one.output, second)
        : concat([one.output, second], one.output.shape.length - 1);
    return { output, saved: [...one.saved, ...other.saved] };
  }

  function backward(given: BackwardInput): Backward {
    const [first, second] = parts(given.gradient);
    // Recurrent kernels save the same number of tensors in either direction, and read no output.
    const half = given.saved.length / 2;
    const one = forwards.backward({
      ...given,
      gradient: first,
      saved: given.saved.slice(0, half),
    });
    const other = backwards.backward({
      ...given,
      gradient: inOrder(second),
      saved: given.saved.slice(half),
    });
    const variables = [...one.variables, ...other.variables];
    if (!given.needsInputGradient) return { inputs: [], variables };
    const input = elementwise('AddV2', only(one.inputs), only(other.inputs));
    return { inputs: [input], variables };
  }

  function parts(gradient: NativeTensor): [NativeTensor, NativeTensor] {
    if (mergeMode === 'sum') return [gradient, gradient];
    const units = sizeAt(gradient, -1) / 2;
    const size = [...gradient.shape.slice(0, -1), units];
    const zeros = size.slice(0, -1).map(() => 0);
    return [slice(gradient, [...zeros, 0], size), slice(gradient, [...zeros, units], size)];
  }

  return {
    variables: [...forwards.variables, ...backwards.variables],
    keeps: { input: false, output: false },
    forward,
    backward,
  };
}
