import {
  only,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
  type Pass,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { cast, constantFloat, elementwise } from './ops.ts';
import { randomNormal, type StreamPlace } from './randomBits.ts';

/** Normal noise for one step of one layer, mean 0. */
export function noiseFor(
  shape: readonly number[],
  stddev: number,
  place: StreamPlace,
): NativeTensor {
  return elementwise('Mul', randomNormal(shape, place), constantFloat(stddev));
}

/** GaussianNoise: in training, adds normal noise that seed, place and step fix. */
export function gaussianNoise(stddev: number, layer: number): Kernel {
  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const input = only(inputs);
    if (!pass.training || stddev === 0) return { output: input, saved: [] };
    const noise = noiseFor(input.shape, stddev, { ...pass, layer });
    const added = noise.dtype === input.dtype ? noise : cast(noise, input.dtype);
    return { output: elementwise('AddV2', input, added), saved: [] };
  }

  function backward({ gradient }: BackwardInput): Backward {
    return { inputs: [gradient], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
