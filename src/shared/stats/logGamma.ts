const HALF_LOG_TWO_PI = 0.9189385332046728;

/** From here on eight terms of Stirling's series are exact to the last bit. */
const STIRLING_FROM = 15;

/** Bernoulli numbers B2k / (2k (2k − 1)). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/**
 * The natural logarithm of the gamma function, by Stirling's series after stepping small arguments up:
 * Abramowitz and Stegun, "Handbook of Mathematical Functions", 6.1.41 and 6.1.15.
 *
 * @param x > 0
 */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    HALF_LOG_TWO_PI +
    stirlingError(shifted) -
    Math.log(product)
  );
}

/** What Stirling's formula leaves out of log Γ(x). @param x >= 15 */
export function stirlingError(x: number): number {
  const square = x * x;
  return STIRLING.reduceRight((sum, term) => sum / square + term, 0) / x;
}
