/**
 * Grey values as opaque RGBA, as a canvas takes them.
 *
 * @param grey 0–255 each
 * @returns four bytes for each value
 */
export function greyToRgba(grey: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(grey.length * 4);
  grey.forEach((value, index) => {
    rgba.fill(value, index * 4, index * 4 + 3);
    rgba[index * 4 + 3] = 255;
  });
  return rgba;
}
