/**
 * MurmurHash3 for 32-bit machines: A. Appleby, `MurmurHash3_x86_32` of SMHasher (public domain).
 *
 * @param bytes what to hash
 * @param seed 32-bit
 * @returns 32-bit unsigned
 */
export function murmurHash3(bytes: ArrayLike<number>, seed: number): number {
  const tail = bytes.length - (bytes.length % 4);
  let hash = seed | 0;
  for (let at = 0; at < tail; at += 4) {
    hash ^= scramble(word(bytes, at, 4));
    hash = (rotateLeft(hash, 13) * 5 + 0xe6546b64) | 0;
  }
  hash ^= scramble(word(bytes, tail, bytes.length - tail));
  return finish(hash ^ bytes.length);
}

/** Up to four bytes from `at` on, the first in the lowest place. */
function word(bytes: ArrayLike<number>, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index += 1) value |= (bytes[at + index] ?? 0) << (8 * index);
  return value;
}

function scramble(value: number): number {
  return Math.imul(rotateLeft(Math.imul(value, 0xcc9e2d51), 15), 0x1b873593);
}

function finish(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
