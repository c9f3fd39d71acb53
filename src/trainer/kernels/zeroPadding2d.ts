import { only, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import { constantInts, execute, reshape, slice, typeAttribute } from './ops.ts';

/** How many zeros: [[above, below], [left, right]]. */
export type Margins = readonly [readonly [number, number], readonly [number, number]];

/** Adds rows and columns of zeros around [batch, rows, columns, channels]. */
export function zeroPadding2d([[above, below], [left, right]]: Margins): Kernel {
  const margins = [0, 0, above, below, left, right, 0, 0];

  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    const attributes = [typeAttribute('T', input.dtype), typeAttribute('Tpaddings', dtype.int32)];
    const paddings = reshape(constantInts(margins), [4, 2]);
    return { output: execute('Pad', attributes, [input, paddings]), saved: [] };
  }

  function backward({ gradient, inputs }: BackwardInput): Backward {
    const { shape } = only(inputs);
    return { inputs: [slice(gradient, [0, above, left, 0], shape)], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
