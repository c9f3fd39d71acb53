import type { Rectangle, Variation } from './drawVariation.ts';

/** Rows, columns, channels. */
export type ImageShape = readonly [number, number, number];

/**
 * Writes a varied copy of an image. What comes from outside the image is black.
 *
 * @param from rows × columns × channels; left as it is
 * @param to where the copy goes, of the same length; not the same memory
 */
export function varyImage(
  from: Uint8Array,
  to: Uint8Array,
  shape: ImageShape,
  variation: Variation,
): void {
  if (variation.angle === 0) moveImage(from, to, shape, variation);
  else turnImage(from, to, shape, variation);
  if (variation.erased !== null) erase(to, shape, variation.erased);
}

/** To the pixel, without a look between pixels. */
function moveImage(
  from: Uint8Array,
  to: Uint8Array,
  [rows, columns, channels]: ImageShape,
  { mirrorRows, mirrorColumns, down, right }: Variation,
): void {
  const width = columns * channels;
  for (let row = 0; row < rows; row += 1) {
    const moved = row - down;
    const begin = row * width;
    if (moved < 0 || moved >= rows) {
      to.fill(0, begin, begin + width);
      continue;
    }
    const source = (mirrorRows ? rows - 1 - moved : moved) * width;
    for (let column = 0; column < columns; column += 1) {
      const at = begin + column * channels;
      const along = column - right;
      const inside = along >= 0 && along < columns;
      const place = source + (mirrorColumns ? columns - 1 - along : along) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        to[at + channel] = inside ? (from[place + channel] ?? 0) : 0;
      }
    }
  }
}

/** Around the middle of the image, between its pixels by bilinear interpolation. */
function turnImage(
  from: Uint8Array,
  to: Uint8Array,
  shape: ImageShape,
  { mirrorRows, mirrorColumns, angle, down, right }: Variation,
): void {
  const [rows, columns, channels] = shape;
  const middleRow = (rows - 1) / 2;
  const middleColumn = (columns - 1) / 2;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const y = row - down - middleRow;
      const x = column - right - middleColumn;
      // Back by the angle, to where this pixel came from.
      const turnedRow = middleRow + cosine * y - sine * x;
      const turnedColumn = middleColumn + cosine * x + sine * y;
      const sourceRow = mirrorRows ? rows - 1 - turnedRow : turnedRow;
      const sourceColumn = mirrorColumns ? columns - 1 - turnedColumn : turnedColumn;
      const at = (row * columns + column) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        to[at + channel] = between(from, shape, sourceRow, sourceColumn, channel);
      }
    }
  }
}

function between(
  from: Uint8Array,
  [rows, columns, channels]: ImageShape,
  row: number,
  column: number,
  channel: number,
): number {
  const top = Math.floor(row);
  const left = Math.floor(column);
  const pixel = (y: number, x: number): number =>
    y < 0 || y >= rows || x < 0 || x >= columns
      ? 0
      : (from[(y * columns + x) * channels + channel] ?? 0);
  const [lower, further] = [row - top, column - left];
  const upperPart = pixel(top, left) * (1 - further) + pixel(top, left + 1) * further;
  const lowerPart = pixel(top + 1, left) * (1 - further) + pixel(top + 1, left + 1) * further;
  return Math.round(upperPart * (1 - lower) + lowerPart * lower);
}

function erase(
  pixels: Uint8Array,
  [, columns, channels]: ImageShape,
  { top, left, height, width }: Rectangle,
): void {
  for (let row = top; row < top + height; row += 1) {
    const begin = (row * columns + left) * channels;
    pixels.fill(0, begin, begin + width * channels);
  }
}
