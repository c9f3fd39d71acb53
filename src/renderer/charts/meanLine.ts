import { pointsOf, type Points } from './points.ts';
import type { BandPoint } from './series.ts';

/** What is drawn about a mean: a standard deviation either way, the lowest to the highest, or nothing. */
export type BandKind = 'sd' | 'range' | 'none';

/** The mean of lines, and the spread about it. */
export interface MeanLine {
  readonly points: Points;
  /** Missing where there is no spread to show. */
  readonly band?: readonly BandPoint[];
}

/**
 * The mean of several lines, point by point, as far as all of them reach: a mean over fewer and fewer
 * would jump where one ends. Its x is the mean too, for lines by time.
 */
export function meanLine(lines: readonly Points[], kind: BandKind): MeanLine {
  const length = Math.min(...lines.map(({ x }) => x.length));
  const columns = Array.from({ length }, (_, index) => {
    const x = lines.reduce((sum, line) => sum + (line.x[index] ?? 0), 0) / lines.length;
    return { x, values: lines.map(({ y }) => y[index] ?? 0) };
  });
  const summaries = columns.map(({ x, values }) => ({ x, values, ...moments(values) }));
  const points = pointsOf(
    summaries,
    ({ x }) => x,
    ({ mean }) => mean,
  );
  if (kind === 'none' || lines.length < 2) return { points };
  const band = summaries.map(({ x, values, mean, sd }) =>
    kind === 'sd'
      ? { x, low: mean - sd, high: mean + sd }
      : { x, low: Math.min(...values), high: Math.max(...values) },
  );
  return { points, band };
}

function moments(values: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}
