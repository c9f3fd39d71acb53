import { sizeOf, type Shape } from '../spec/shape.ts';
import type { LabelledImages } from './labelledImages.ts';

/**
 * A copy of an image's values, so that they may cross a process boundary.
 *
 * @param imageShape height, width, channels of the data
 */
export function copyPixels(
  { images }: LabelledImages,
  index: number,
  imageShape: Shape,
): Uint8Array {
  const size = sizeOf(imageShape);
  return images.slice(index * size, (index + 1) * size);
}
