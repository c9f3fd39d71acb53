import { randomStream } from '../random/randomStream.ts';
import type { Augmentation } from '../spec/training/augmentation.ts';
import { drawVariation } from './drawVariation.ts';
import { varyImage, type ImageShape } from './varyImage.ts';

/**
 * Varied copies of some images, one after the other. How an image is varied follows from seed, step and
 * the image's place in the set alone: not from the rest of the batch, nor from what was drawn before.
 *
 * @param images of the whole set, rows × columns × channels each; left as they are
 * @param indices into the set
 * @param step counted from 0 over the whole run
 */
export function varyImages(
  images: Uint8Array,
  shape: ImageShape,
  indices: ArrayLike<number>,
  augmentation: Augmentation,
  { seed, step }: { readonly seed: number; readonly step: number },
): Uint8Array {
  const [rows, columns, channels] = shape;
  const size = rows * columns * channels;
  const varied = new Uint8Array(indices.length * size);
  for (let place = 0; place < indices.length; place += 1) {
    const index = indices[place] ?? 0;
    const stream = randomStream(seed, 'augment', step, index);
    const variation = drawVariation(augmentation, rows, columns, stream);
    const from = images.subarray(index * size, (index + 1) * size);
    varyImage(from, varied.subarray(place * size, (place + 1) * size), shape, variation);
  }
  return varied;
}
