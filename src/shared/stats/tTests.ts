import { studentCritical, studentTwoSided } from './studentT.ts';
import type { Interval } from './wilson.ts';

/** What a t test says of the mean difference, second minus first. */
export interface TTest {
  readonly difference: number;
  /** 95 %. */
  readonly interval: Interval;
  readonly t: number;
  /** Degrees of freedom. */
  readonly freedom: number;
  /** Two-sided. */
  readonly p: number;
}

/** Mean and spread of a sample. */
export interface SampleSummary {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation with n − 1; null for a single value. */
  readonly sd: number | null;
  /** 95 % t interval of the mean; null for a single value. */
  readonly interval: Interval | null;
}

const ALPHA = 0.05;

/** Mean, standard deviation and the mean's 95 % interval. @param values at least one */
export function summarizeSample(values: readonly number[]): SampleSummary {
  const { count, mean, variance } = moments(values);
  if (count < 2) return { count, mean, sd: null, interval: null };
  const half = studentCritical(ALPHA, count - 1) * Math.sqrt(variance / count);
  return { count, mean, sd: Math.sqrt(variance), interval: around(mean, half) };
}

/**
 * Where one more value of the same normal population lies with 95 %: the mean ± t · sd · √(1 + 1/n). Wider
 * than the mean's own interval, because the new value brings its own noise.
 *
 * Source: G. J. Hahn, W. Q. Meeker, "Statistical Intervals" (1991), section 4.7.
 *
 * @returns null for fewer than two values
 */
export function predictionInterval(values: readonly number[]): Interval | null {
  if (values.length < 2) return null;
  const { count, mean, variance } = moments(values);
  const half = studentCritical(ALPHA, count - 1) * Math.sqrt(variance * (1 + 1 / count));
  return around(mean, half);
}

/**
 * Welch's t test of two independent samples whose spreads may differ: B. L. Welch, "The generalization of
 * Student's problem when several different population variances are involved", Biometrika 34 (1947). For
 * runs of two specs that were repeated with different seeds.
 *
 * @returns null where it says nothing: fewer than two values on a side, or no spread on either
 */
export function welchTest(first: readonly number[], second: readonly number[]): TTest | null {
  if (first.length < 2 || second.length < 2) return null;
  const [a, b] = [moments(first), moments(second)];
  const [ofA, ofB] = [a.variance / a.count, b.variance / b.count];
  const freedom = (ofA + ofB) ** 2 / (ofA ** 2 / (a.count - 1) + ofB ** 2 / (b.count - 1));
  return conclude(b.mean - a.mean, Math.sqrt(ofA + ofB), freedom);
}

/**
 * Student's paired t test: "Student", "The probable error of a mean", Biometrika 6 (1908). For runs of two
 * specs that were repeated with the same seeds, and so the same splits: what the seed does to both cancels.
 *
 * @param first in step with `second`
 * @returns null where it says nothing: fewer than two pairs, or every difference the same
 * @throws RangeError when the two are not equally long
 */
export function pairedTTest(first: readonly number[], second: readonly number[]): TTest | null {
  if (first.length !== second.length) throw new RangeError('a pair misses one of its values');
  if (first.length < 2) return null;
  const { count, mean, variance } = moments(
    first.map((value, index) => (second[index] ?? 0) - value),
  );
  return conclude(mean, Math.sqrt(variance / count), count - 1);
}

function conclude(difference: number, error: number, freedom: number): TTest | null {
  if (error === 0) return null;
  const t = difference / error;
  return {
    difference,
    interval: around(difference, studentCritical(ALPHA, freedom) * error),
    t,
    freedom,
    p: studentTwoSided(t, freedom),
  };
}

function moments(values: readonly number[]) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, variance: count < 2 ? 0 : squares / (count - 1) };
}

function around(centre: number, half: number): Interval {
  return { low: centre - half, high: centre + half };
}
