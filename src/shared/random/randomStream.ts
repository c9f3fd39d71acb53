import { murmurHash3 } from './murmurHash3.ts';
import { xoshiro128, type XoshiroState } from './xoshiro128.ts';

/** A sequence of random numbers that is wholly decided by the key it was made with. */
export interface RandomStream {
  /** Uniform on 0 to 2³² - 1. */
  uint32(): number;
  /** Uniform on [0, 1), with 53 random bits. */
  float(): number;
  /**
   * Uniform on the whole numbers 0 to `limit` - 1, without bias.
   *
   * @param limit 1 to 2³²
   */
  below(limit: number): number;
  /** Standard normal. */
  normal(): number;
}

const TWO_32 = 2 ** 32;

/**
 * A random stream as a pure function of its key: the same key gives the same numbers on every
 * machine and in every process, and no stream depends on how much of another was used.
 *
 * @param seed the run's seed
 * @param place what the numbers are for, and of which part, epoch or step
 * @example
 * const order = shuffle(indices, randomStream(spec.seed, 'shuffle', epoch));
 */
export function randomStream(seed: number, ...place: readonly (string | number)[]): RandomStream {
  const next = xoshiro128(stateOf(JSON.stringify([seed, ...place])));
  const float = (): number => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53;
  return { uint32: next, float, below: (limit) => below(next, limit), normal: () => normal(float) };
}

/** Four hashes of one key under four seeds; the odd constant only keeps them from all being zero. */
function stateOf(key: string): XoshiroState {
  const bytes = asciiBytes(key);
  const [a, b, c, d] = [1, 2, 3, 4].map((seed) => murmurHash3(bytes, seed)) as [
    number,
    number,
    number,
    number,
  ];
  return [a, b, c, (d | 1) >>> 0];
}

/** Two bytes for every UTF-16 unit beyond ASCII, so that keys of any script differ. */
function asciiBytes(text: string): number[] {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes.push(unit >>> 8);
    bytes.push(unit & 0xff);
  }
  return bytes;
}

/** Draws again above the last whole multiple of `limit`, or small results would come too often. */
function below(next: () => number, limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > TWO_32) {
    throw new RangeError(`cannot draw below ${limit}; use a whole number from 1 to 2^32`);
  }
  const end = TWO_32 - (TWO_32 % limit);
  for (;;) {
    const value = next();
    if (value < end) return value % limit;
  }
}

/** G. E. P. Box and M. E. Muller, "A note on the generation of random normal deviates" (1958). */
function normal(float: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - float()));
  return radius * Math.cos(2 * Math.PI * float());
}
