import { logFairPoint, logFairTail } from './fairBinomial.ts';

/**
 * McNemar's exact test with the mid-p correction, two-sided: how often a difference at least this large
 * would arise if both were equally good. Of the n = onlyA + onlyB examples that exactly one of them has
 * right, each is then a fair coin's throw, and with k the smaller count
 *
 *     p = 2 P(X ≤ k) − P(X = k) for X ~ Binomial(n, ½);  1 − ½ P(X = k) when both counts are equal.
 *
 * Source: M. W. Fagerland, S. Lydersen, P. Laake, "The McNemar test for binary matched-pairs data: mid-p
 * and asymptotic are better than exact conditional", BMC Medical Research Methodology 13:91 (2013). It is
 * less conservative than the exact test, and kept its level wherever its authors tried it.
 *
 * @param onlyA examples that only A has right, a whole number >= 0
 * @param onlyB examples that only B has right, the same
 * @returns 0–1; 1 when the two never differ
 */
export function mcnemarMidP(onlyA: number, onlyB: number): number {
  const total = onlyA + onlyB;
  if (total === 0) return 1;
  const fewer = Math.min(onlyA, onlyB);
  const point = Math.exp(logFairPoint(fewer, total));
  if (onlyA === onlyB) return 1 - point / 2;
  return Math.min(1, 2 * Math.exp(logFairTail(fewer, total)) - point);
}
