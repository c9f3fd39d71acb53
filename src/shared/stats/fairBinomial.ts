import { logGamma } from './logGamma.ts';

/**
 * The logarithm of the chance of exactly k heads in n throws of a fair coin.
 *
 * @param k 0 to n
 */
export function logFairPoint(k: number, n: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2;
}

/**
 * The logarithm of the chance of at most k heads in n throws of a fair coin. The tail is summed from its
 * largest term down, each by its ratio to the one before, so that nothing under- or overflows however
 * large n is.
 *
 * @param k 0 to n / 2
 */
export function logFairTail(k: number, n: number): number {
  let sum = 1;
  let term = 1;
  for (let heads = k; heads > 0; heads -= 1) {
    term *= heads / (n - heads + 1);
    sum += term;
    // What is left is smaller still, and the sum no longer notices it.
    if (term < sum * 1e-18) break;
  }
  return logFairPoint(k, n) + Math.log(sum);
}
