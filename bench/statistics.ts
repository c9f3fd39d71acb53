import { median } from '../src/shared/stats/quantile.ts';

/** A number that was measured in several rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Median and extremes. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** How many times longer `others` took, round by round, so that slow rounds meet slow rounds. */
export function ratioOf(others: readonly number[], ours: readonly number[]): Spread {
  return spreadOf(others.map((value, round) => value / (ours[round] ?? Number.NaN)));
}
