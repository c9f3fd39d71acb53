/**
 * An image's values as opaque RGBA, as a canvas takes them.
 *
 * @param values 0–255 each: one for each pixel (grey), or three (RGB)
 * @param pixels how many pixels there are
 * @returns four bytes for each pixel
 */
export function imageToRgba(values: Uint8Array, pixels: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(pixels * 4);
  const channels = values.length / pixels;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const place = channels === 3 ? pixel * 3 + channel : pixel;
      rgba[pixel * 4 + channel] = values[place] ?? 0;
    }
    rgba[pixel * 4 + 3] = 255;
  }
  return rgba;
}
