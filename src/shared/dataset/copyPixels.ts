import { sizeOf } from '../spec/shape.ts';
import { FASHION_MNIST } from './fashionMnist.ts';
import type { LabelledImages } from './labelledImages.ts';

/** A copy of an image's grey values, so that they may cross a process boundary. */
export function copyPixels({ images }: LabelledImages, index: number): Uint8Array {
  const size = sizeOf(FASHION_MNIST.imageShape);
  return images.slice(index * size, (index + 1) * size);
}
