import { only, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { cast, constantFloat, elementwise } from './ops.ts';

/** Rescaling: input · scale + offset. */
export function rescaling(scale: number, offset: number): Kernel {
  const number = (value: number, like: NativeTensor): NativeTensor =>
    cast(constantFloat(value), like.dtype);

  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    const scaled = elementwise('Mul', input, number(scale, input));
    return { output: elementwise('AddV2', scaled, number(offset, input)), saved: [] };
  }

  function backward({ gradient }: BackwardInput): Backward {
    return { inputs: [elementwise('Mul', gradient, number(scale, gradient))], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
