/** The shape of one example, without the batch axis: `[28, 28, 1]`, `[28, 28]`, `[128]`. */
export type Shape = readonly number[];

/** The shape of the data's images: height, width, channels. */
export type ImageShape = readonly [number, number, number];

/** The number of values in one example of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A shape as people write it: `28 × 28 × 1`. */
export function formatShape(shape: Shape): string {
  return shape.join(' × ');
}

/**
 * One spatial axis after a window slides over it, by Keras's rules.
 *
 * @param length input length, >= 1
 * @param window kernel or pool size
 * @param stride >= 1
 * @param dilation distance between the window's cells; the window then covers (window - 1) · dilation + 1
 * @param padding `same` gives ceil(length / stride); `valid` gives floor((length - covered) / stride) + 1
 * @returns the output length; below 1 when the window does not fit
 */
export function slide(
  length: number,
  window: number,
  stride: number,
  padding: 'valid' | 'same',
  dilation = 1,
): number {
  if (padding === 'same') return Math.ceil(length / stride);
  return Math.floor((length - (window - 1) * dilation - 1) / stride) + 1;
}
