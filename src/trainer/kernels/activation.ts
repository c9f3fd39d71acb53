import { activated, gradientBeforeActivation, readsOutput } from './activated.ts';
import type { ActivationFunction } from './activationFunctions.ts';
import { only, type Backward, type BackwardInput, type Forward, type Kernel } from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';

/** An activation as a layer of its own; null is the identity. */
export function activationLayer(activation: ActivationFunction | null): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    return activated(only(inputs), activation);
  }

  function backward(input: BackwardInput): Backward {
    return { inputs: [gradientBeforeActivation(input, activation)], variables: [] };
  }

  const keeps = { input: false, output: readsOutput(activation) };
  return { variables: [], keeps, forward, backward };
}
