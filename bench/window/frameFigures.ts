import { quantile } from '../../src/shared/stats/quantile.ts';

/** How smoothly a window moved. */
export interface FrameFigures {
  readonly perSecond: number;
  /** Of the frames, how many took longer than a fiftieth of a second; 0–1. */
  readonly late: number;
  /** Milliseconds that 95 of 100 frames stay below. */
  readonly p95Ms: number;
  readonly longestMs: number;
}

/** Half a millisecond above 20: a display of 60 frames a second has none between 17 and 33. */
const LATE_MS = 20.5;

/** Figures of frames by when each began, in milliseconds. @throws RangeError for fewer than two */
export function frameFigures(begins: readonly number[]): FrameFigures {
  const gaps = begins.slice(1).map((begin, index) => begin - (begins[index] ?? begin));
  const span = (begins.at(-1) ?? 0) - (begins[0] ?? 0);
  if (gaps.length === 0 || span <= 0) throw new RangeError('fewer than two frames');
  return {
    perSecond: (1000 * gaps.length) / span,
    late: gaps.filter((gap) => gap > LATE_MS).length / gaps.length,
    p95Ms: quantile(gaps, 0.95),
    longestMs: Math.max(...gaps),
  };
}
