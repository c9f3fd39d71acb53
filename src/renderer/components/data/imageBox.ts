import type { ImageShape } from '../../../shared/spec/shape.ts';

/** A size in CSS, as `:style` takes it. */
export interface Box {
  readonly width: string;
  readonly height: string;
}

/**
 * The box in which an image is drawn: the whole multiple of its own size that is nearest below `target`,
 * or the image shrunk to it.
 *
 * @param target CSS pixels of the longer side
 * @example imageBox([28, 28, 1], 60) // { width: '56px', height: '56px' }
 */
export function imageBox([height, width]: ImageShape, target: number): Box {
  const longer = Math.max(height, width);
  const scale = longer > target ? target / longer : Math.floor(target / longer);
  return { width: `${Math.round(width * scale)}px`, height: `${Math.round(height * scale)}px` };
}
