import type { RandomStream } from '../random/randomStream.ts';
import type { Augmentation } from '../spec/training/augmentation.ts';

/** A black rectangle, in pixels from the upper left corner. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** How one image is varied: first mirrored, then turned, then moved, then a part of it covered. */
export interface Variation {
  readonly mirrorRows: boolean;
  readonly mirrorColumns: boolean;
  /** Radians, clockwise as it is seen. */
  readonly angle: number;
  /** Pixels down. */
  readonly down: number;
  /** Pixels to the right. */
  readonly right: number;
  readonly erased: Rectangle | null;
}

/** Covered are at least this part of the image, and the sides' ratio is at most 1 to this one's inverse. */
const SMALLEST_ERASED = 0.02;
const FLATTEST_ERASED = 0.3;

/**
 * Draws how one image is varied. Every number is drawn whether its option is on or not, so that switching
 * one on leaves the others as they were.
 *
 * @param rows of the image
 * @param columns of the image
 */
export function drawVariation(
  augmentation: Augmentation,
  rows: number,
  columns: number,
  stream: RandomStream,
): Variation {
  const { shift, rotation, horizontalFlip, verticalFlip } = augmentation;
  const mirrorColumns = stream.float() < 0.5 && horizontalFlip;
  const mirrorRows = stream.float() < 0.5 && verticalFlip;
  const angle = ((2 * stream.float() - 1) * rotation * Math.PI) / 180;
  const down = stream.below(2 * shift + 1) - shift;
  const right = stream.below(2 * shift + 1) - shift;
  const erased = drawErased(augmentation.erase, rows, columns, stream);
  return { mirrorRows, mirrorColumns, angle, down, right, erased };
}

/**
 * Z. Zhong and others, "Random erasing data augmentation" (AAAI 2020), with black for the covered part and
 * with sides cut to the image instead of drawn again.
 */
function drawErased(
  largest: number,
  rows: number,
  columns: number,
  stream: RandomStream,
): Rectangle | null {
  const isErased = stream.float() < 0.5 && largest > 0;
  const part = stream.float();
  const flatness = FLATTEST_ERASED ** (2 * stream.float() - 1);
  const place = [stream.float(), stream.float()] as const;
  if (!isErased) return null;
  const smallest = Math.min(SMALLEST_ERASED, largest);
  const area = (smallest + part * (largest - smallest)) * rows * columns;
  const height = Math.min(rows, Math.max(1, Math.round(Math.sqrt(area * flatness))));
  const width = Math.min(columns, Math.max(1, Math.round(Math.sqrt(area / flatness))));
  const top = Math.floor(place[0] * (rows - height + 1));
  const left = Math.floor(place[1] * (columns - width + 1));
  return { top, left, height, width };
}
