import type { ActivationFunction } from './activationFunctions.ts';
import { addBias, biasGradient } from './dense.ts';
import {
  at,
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import {
  batchMatMul,
  constantFill,
  elementwise,
  matMul,
  reshape,
  stack,
  transpose,
  unstack,
} from './ops.ts';
import { addUp, batchMajor, outputGradientAt, previousOutputs, timeMajor } from './sequences.ts';
import type { Variable } from './variable.ts';

/** What a simple recurrent layer is made of. */
export interface SimpleRnnOptions {
  /** Kernel [inputs, units], recurrent kernel [units, units], bias [units] where there is one. */
  readonly variables: readonly Variable[];
  /** Must know its gradient from its output. */
  readonly activation: ActivationFunction | null;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
}

/** hₜ = activation(xₜ·W + b + hₜ₋₁·U) over [batch, time, inputs]. */
export function simpleRnn(options: SimpleRnnOptions): Kernel {
  const { variables, activation, returnSequences, goBackwards } = options;
  const kernel = at(variables, 0);
  const recurrent = at(variables, 1);
  const bias = variables[2];
  const units = kernel.shape[1] ?? 0;

  function forward(inputs: readonly NativeTensor[]): Forward {
    const x = timeMajor(only(inputs), goBackwards);
    const product = matMul(reshape(x, [-1, sizeAt(x, 2)]), kernel.value());
    const shifted = bias === undefined ? product : addBias(product, bias.value());
    const steps = unstack(reshape(shifted, [sizeAt(x, 0), sizeAt(x, 1), units]), 0);
    const outputs: NativeTensor[] = [];
    for (const own of steps) {
      const before = outputs.at(-1);
      const sum =
        before === undefined ? own : elementwise('AddV2', own, matMul(before, recurrent.value()));
      outputs.push(activation === null ? sum : activation.forward(sum));
    }
    const h = stack(outputs, 0);
    const output = returnSequences ? transpose(h, [1, 0, 2]) : at(outputs, outputs.length - 1);
    return { output, saved: [x, h] };
  }

  function backward({ gradient, saved, needsInputGradient }: BackwardInput): Backward {
    const [x, h] = [at(saved, 0), at(saved, 1)];
    const rows = walkBack(h, returnSequences ? unstack(gradient, 1) : [gradient]);
    const byKernel = matMul(reshape(x, [-1, sizeAt(x, 2)]), rows, true, false);
    const byRecurrent = matMul(previousOutputs(h), rows, true, false);
    const trained = [
      { variable: kernel, gradient: byKernel },
      { variable: recurrent, gradient: byRecurrent },
    ];
    if (bias !== undefined) trained.push({ variable: bias, gradient: biasGradient(rows) });
    if (!needsInputGradient) return { inputs: [], variables: trained };
    const back = reshape(batchMatMul(rows, kernel.value(), false, true), x.shape);
    return { inputs: [batchMajor(back, goBackwards)], variables: trained };
  }

  /** The gradient before each step's activation, as rows [time·batch, units]. */
  function walkBack(h: NativeTensor, outside: readonly NativeTensor[]): NativeTensor {
    const outputs = unstack(h, 0);
    const zeros = constantFill(0, [sizeAt(h, 1), units]);
    const inner: NativeTensor[] = [];
    let hidden: NativeTensor | null = null;
    for (let t = outputs.length - 1; t >= 0; t -= 1) {
      const total = addUp(outputGradientAt(outside, t, outputs.length), hidden, zeros);
      const own = activation === null ? total : activation.backward(total, at(outputs, t));
      inner[t] = own;
      hidden = t > 0 ? batchMatMul(own, recurrent.value(), false, true) : null;
    }
    return reshape(stack(inner, 0), [-1, units]);
  }

  return { variables, keeps: { input: false, output: false }, forward, backward };
}
