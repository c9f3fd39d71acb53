import type { RandomStream } from './randomStream.ts';

/** The typed arrays that indices are kept in. */
export type Indices = Uint32Array | Int32Array;

/**
 * A shuffled copy, every order equally likely: R. Durstenfeld, "Algorithm 235: Random
 * permutation", CACM 7 (1964), known as the Fisher–Yates shuffle.
 *
 * @param values left as they are
 */
export function shuffle<T extends Indices>(values: T, stream: RandomStream): T {
  const copy = values.slice() as T;
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = stream.below(last + 1);
    const moved = copy[last] ?? 0;
    copy[last] = copy[other] ?? 0;
    copy[other] = moved;
  }
  return copy;
}
