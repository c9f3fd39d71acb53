import type { ActivationFunction } from './activationFunctions.ts';
import { only, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';

/** An activation as a layer of its own; null is the identity. */
export function activationLayer(activation: ActivationFunction | null): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    return { output: activation === null ? input : activation.forward(input), saved: [] };
  }

  function backward({ gradient, output }: BackwardInput): Backward {
    const back = activation === null ? gradient : activation.backward(gradient, output);
    return { inputs: [back], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: activation !== null }, forward, backward };
}
