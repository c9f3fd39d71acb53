import {
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
} from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import {
  boolAttribute,
  cast,
  constantFloat,
  constantInts,
  elementwise,
  execute,
  mean,
  reshape,
  sum,
  typeAttribute,
} from './ops.ts';

const space = [1, 2];

function overSpace(gradient: NativeTensor): NativeTensor {
  return reshape(gradient, [sizeAt(gradient, 0), 1, 1, sizeAt(gradient, -1)]);
}

/** The mean of each channel over rows and columns: [batch, rows, columns, channels] → [batch, channels]. */
export function globalAveragePooling2d(): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    return { output: mean(only(inputs), space), saved: [] };
  }

  function backward({ gradient, inputs }: BackwardInput): Backward {
    const { shape } = only(inputs);
    const places = (shape[1] ?? 1) * (shape[2] ?? 1);
    const share = elementwise('Mul', overSpace(gradient), constantFloat(1 / places));
    const attributes = [typeAttribute('T', gradient.dtype), typeAttribute('Tidx', dtype.int32)];
    return {
      inputs: [execute('BroadcastTo', attributes, [share, constantInts(shape)])],
      variables: [],
    };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}

/** The largest value of each channel; its gradient is shared by equals, as in TensorFlow. */
export function globalMaxPooling2d(): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    const attributes = [
      typeAttribute('T', input.dtype),
      typeAttribute('Tidx', dtype.int32),
      boolAttribute('keep_dims', false),
    ];
    return { output: execute('Max', attributes, [input, constantInts(space)]), saved: [] };
  }

  function backward({ gradient, inputs, output }: BackwardInput): Backward {
    const winners = cast(elementwise('Equal', only(inputs), overSpace(output)), gradient.dtype);
    const share = elementwise('Div', overSpace(gradient), sum(winners, space, true));
    return { inputs: [elementwise('Mul', winners, share)], variables: [] };
  }

  return { variables: [], keeps: { input: true, output: true }, forward, backward };
}
