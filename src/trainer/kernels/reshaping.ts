import { only, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { reshape } from './ops.ts';

/**
 * Flatten and Reshape: another shape for the same numbers, without a copy.
 * @param outputShape the shape without the batch axis
 */
export function reshaping(outputShape: readonly number[]): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    return { output: reshape(input, [input.shape[0] ?? -1, ...outputShape]), saved: [] };
  }

  function backward({ gradient, inputs }: BackwardInput): Backward {
    return { inputs: [reshape(gradient, only(inputs).shape)], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
