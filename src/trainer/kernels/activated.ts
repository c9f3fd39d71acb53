import type { ActivationFunction } from './activationFunctions.ts';
import { at, type BackwardInput, type Forward } from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';

/** Ends a layer's forward pass with its fused activation, saving what the gradient will read. */
export function activated(linear: NativeTensor, activation: ActivationFunction | null): Forward {
  if (activation === null) return { output: linear, saved: [] };
  const saved = activation.readsInput === true ? [linear] : [];
  return { output: activation.forward(linear), saved };
}

/** Whether the gradient of a layer with this fused activation reads the layer's output. */
export function readsOutput(activation: ActivationFunction | null): boolean {
  return activation !== null && activation.readsInput !== true;
}

/** Begins such a layer's backward pass: the gradient before the activation. */
export function gradientBeforeActivation(
  { gradient, output, saved }: Pick<BackwardInput, 'gradient' | 'output' | 'saved'>,
  activation: ActivationFunction | null,
): NativeTensor {
  if (activation === null) return gradient;
  return activation.backward(gradient, activation.readsInput === true ? at(saved, 0) : output);
}
