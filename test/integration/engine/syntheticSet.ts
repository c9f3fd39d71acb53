import {
  createResidentSet,
  type ResidentSet,
} from '../../../src/trainer/engine/trainingProgram.ts';
import { randomIntegers } from './randomFloats.ts';

/** Images and labels, as bytes. */
export interface SyntheticImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Images of 28×28 whose stripes depend on their class, under noise; the first ones do not depend on `count`. */
export function syntheticImages(count: number, seed = 7): SyntheticImages {
  const next = randomIntegers(seed);
  const images = new Uint8Array(count * 784);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image += 1) {
    const label = next() % 10;
    labels[image] = label;
    for (let pixel = 0; pixel < 784; pixel += 1) {
      const stripe = (pixel * 7 + label * 31) % 97 < 40 ? 120 : 0;
      images[image * 784 + pixel] = stripe + ((next() >>> 24) >> 1);
    }
  }
  return { images, labels };
}

/** {@link syntheticImages} as a resident set. */
export function syntheticSet(count: number, seed = 7): ResidentSet {
  const { images, labels } = syntheticImages(count, seed);
  return createResidentSet(images, labels, [28, 28, 1], 10);
}

/** The indices of step `step` of an endless walk through `count` images. */
export function walk(step: number, batch: number, count: number): Int32Array {
  return Int32Array.from({ length: batch }, (_, i) => (step * batch + i) % count);
}
