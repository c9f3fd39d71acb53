/** The bytes of an IDX file of unsigned bytes; `values` may disagree with `shape`, to test readers. */
export function idxFile(shape: readonly number[], values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 0x08, shape.length]);
  shape.forEach((size, index) => view.setUint32(4 + 4 * index, size));
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}
