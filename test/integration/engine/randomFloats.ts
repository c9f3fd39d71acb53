/** A small integer generator (xorshift, Marsaglia 2003), so that a failing case can be run again. */
export function randomIntegers(seed: number): () => number {
  let state = Math.imul(seed + 1, 2654435761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Uniform values in ±spread·√3, so that `spread` is their standard deviation. */
export function randomFloats(shape: readonly number[], seed: number, spread = 1): Float32Array {
  const next = randomIntegers(seed);
  const length = shape.reduce((product, size) => product * size, 1);
  const reach = spread * Math.sqrt(3);
  return Float32Array.from({ length }, () => ((next() / 2 ** 32) * 2 - 1) * reach);
}
