import { binding } from '../tf.ts';

/** Native tensors alive in this process: tfjs's own and the engine's alike. */
export function countTensors(): number {
  return binding.getNumOfTensors();
}
