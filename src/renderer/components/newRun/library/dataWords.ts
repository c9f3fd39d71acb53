import type { DataForm } from '../../../../shared/model/savedArchitecture.ts';
import { formatShape } from '../../../../shared/spec/shape.ts';

/** A form of data in words: `28 × 28 × 1, 10 classes`. */
export function dataWords({ imageShape, classes }: DataForm): string {
  return `${formatShape(imageShape)}, ${classes} classes`;
}
