import { only, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { transpose } from './ops.ts';

/**
 * Puts axes into another order.
 * @param dims the input's axes in their new order, counted from 1 behind the batch axis
 */
export function permute(dims: readonly number[]): Kernel {
  const order = [0, ...dims];
  const back = order.map((_, axis) => order.indexOf(axis));

  function forward(inputs: readonly NativeTensor[]): Forward {
    return { output: transpose(only(inputs), order), saved: [] };
  }

  function backward({ gradient }: BackwardInput): Backward {
    return { inputs: [transpose(gradient, back)], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
