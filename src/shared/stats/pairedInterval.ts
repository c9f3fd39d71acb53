import { Z_95, type Interval } from './wilson.ts';

/** How two classifiers fared on the same examples. */
export interface PairedCounts {
  readonly bothRight: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly bothWrong: number;
}

/** How many examples there were. */
export function pairedTotal({ bothRight, onlyA, onlyB, bothWrong }: PairedCounts): number {
  return bothRight + onlyA + onlyB + bothWrong;
}

/**
 * The 95 % score interval of B's accuracy minus A's on the same examples: T. Tango, "Equivalence test and
 * confidence interval for the difference in proportions for the paired-sample design", Statistics in
 * Medicine 17, 891–908 (1998). It holds the differences δ that the score test
 *
 *     T(δ) = (onlyB − onlyA − nδ) / √(n (2q + δ(1 − δ)))
 *
 * does not reject, q being the likeliest share of "only A" under δ. At δ = 0 that is McNemar's test, so
 * interval and test agree but for the last per mille.
 *
 * @param counts with at least one example
 */
export function pairedDifferenceInterval(counts: PairedCounts, z: number = Z_95): Interval {
  const { onlyA, onlyB } = counts;
  const total = pairedTotal(counts);
  const difference = (onlyB - onlyA) / total;
  const score = (delta: number): number => scoreOf(onlyB, onlyA, total, delta);
  return {
    low: difference === -1 ? -1 : crossing((delta) => score(delta) - z, -1, difference),
    high: difference === 1 ? 1 : crossing((delta) => score(delta) + z, difference, 1),
  };
}

function scoreOf(more: number, fewer: number, total: number, delta: number): number {
  const b = (2 * total - more + fewer) * delta - more - fewer;
  const c = -fewer * delta * (1 - delta);
  const q = (Math.sqrt(Math.max(0, b * b - 8 * total * c)) - b) / (4 * total);
  const variance = total * (2 * q + delta * (1 - delta));
  const distance = more - fewer - total * delta;
  // At the ends of −1 to 1 there may be no variance: any distance is then infinitely many of it.
  if (variance <= 0) return distance === 0 ? 0 : Math.sign(distance) * Infinity;
  return distance / Math.sqrt(variance);
}

/** Where a falling function crosses zero, to the last bit that matters. */
function crossing(falling: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
