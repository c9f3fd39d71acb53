import { createHash } from 'node:crypto';
import type { TrainingSplit } from '../../shared/dataset/split.ts';

/**
 * SHA-256 over a split: the count of training images, their indices, then the validation indices,
 * each as a 32-bit little-endian number. Equal for two runs exactly when they were trained and
 * validated on the same images.
 */
export function splitHash({ train, validation }: TrainingSplit): string {
  return createHash('sha256')
    .update(littleEndian(Uint32Array.of(train.length)))
    .update(littleEndian(train))
    .update(littleEndian(validation))
    .digest('hex');
}

function littleEndian(values: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => view.setUint32(index * 4, value, true));
  return new Uint8Array(view.buffer);
}
