import type { JudgedPair } from '../../../shared/compare/comparePair.ts';
import type { DisagreementKind } from '../../../shared/compare/disagreements.ts';
import type { Interval } from '../../../shared/stats/wilson.ts';
import { formatPercent } from '../../format.ts';

/** A difference of accuracies in percentage points, signed. @example signedPoints(-0.0037) // '−0.37' */
export function signedPoints(difference: number): string {
  const text = formatPercent(Math.abs(difference));
  if (Number(text) === 0) return '±0.00';
  return `${difference > 0 ? '+' : '−'}${text}`;
}

/** An interval of differences. @example pointsInterval(interval) // '+0.08 to +0.67' */
export function pointsInterval({ low, high }: Interval): string {
  return `${signedPoints(low)} to ${signedPoints(high)}`;
}

/** A change of a count, signed. @example signedCount(-3) // '−3' */
export function signedCount(change: number): string {
  if (change === 0) return '0';
  return `${change > 0 ? '+' : '−'}${Math.abs(change).toLocaleString('en')}`;
}

/** A p value in full, for those who want it. */
export function fullP(p: number): string {
  return p >= 0.0001 ? p.toFixed(4) : p === 0 ? 'less than any number here' : p.toExponential(1);
}

/** How two runs differ on an image, in words. */
export const DISAGREEMENT_TITLES: Readonly<Record<DisagreementKind, string>> = {
  fixed: 'Fixed',
  broken: 'Broken',
  'both-wrong': 'Wrong in both',
};

/** The pair's counts as a table: the baseline in rows, the run in columns. */
export function countsTable({ bothRight, onlyA, onlyB, bothWrong }: JudgedPair) {
  return [
    { head: 'right', cells: [bothRight, onlyA], total: bothRight + onlyA },
    { head: 'wrong', cells: [onlyB, bothWrong], total: onlyB + bothWrong },
  ] as const;
}
