import type { EpochMetrics } from '../../shared/model/run.ts';
import type { ProgressPoint } from '../stores/runsState.ts';

/** One point of a chart. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** One line of a chart. */
export interface ChartSeries {
  /** Stays the same from one update to the next. */
  readonly id: string;
  readonly label: string;
  /** A token of the colour, such as `--run-3`; see `runColorToken`. */
  readonly color: string;
  /** `solid` for validation, `light` for training: the same hue, lighter, thinner and dashed. */
  readonly tone: 'solid' | 'light';
  /** By growing x. */
  readonly points: readonly ChartPoint[];
  /** The line pauses after this many points: running means start anew with each epoch. */
  readonly pauseAfter?: number;
}

/** What is drawn of a run. */
export type Metric = 'loss' | 'accuracy';

/** Where a run's lines come from. */
export interface RunCurves {
  readonly epochs: readonly EpochMetrics[];
  /** A token of the colour, such as `--run-3`. */
  readonly color: string;
  /** Put before "training" and "validation", to tell runs apart in one chart. */
  readonly name?: string;
  /** Running means within the running epoch. */
  readonly partial?: readonly ProgressPoint[];
}

/**
 * The two lines of a run, over epochs: training, which goes on into the running epoch, and validation.
 *
 * @example metricSeries('accuracy', { epochs: detail.epochs, color: runColorToken(detail.summary) })
 */
export function metricSeries(metric: Metric, curves: RunCurves): ChartSeries[] {
  const { epochs, color, name, partial = [] } = curves;
  const validation = metric === 'loss' ? 'valLoss' : 'valAccuracy';
  const done = epochs.at(-1)?.epoch ?? 0;
  const running = partial.filter(({ x }) => x > done).map((point) => at(point.x, point[metric]));
  const label = (kind: string): string =>
    name === undefined ? `${kind[0]?.toUpperCase()}${kind.slice(1)}` : `${name}, ${kind}`;
  return [
    {
      id: `${name ?? ''}/training`,
      label: label('training'),
      color,
      tone: 'light',
      points: [...epochs.map((epoch) => at(epoch.epoch, epoch[metric])), ...running],
      pauseAfter: epochs.length,
    },
    {
      id: `${name ?? ''}/validation`,
      label: label('validation'),
      color,
      tone: 'solid',
      points: epochs.map((epoch) => at(epoch.epoch, epoch[validation])),
    },
  ];
}

/** How many points the lines have together. */
export function countPoints(series: readonly ChartSeries[]): number {
  return series.reduce((sum, { points }) => sum + points.length, 0);
}

/**
 * The point of a line nearest to an x, by binary search.
 *
 * @returns its index, or -1 when the line is empty
 */
export function nearestIndex(points: readonly ChartPoint[], x: number): number {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const after = points[low];
  const before = points[low - 1];
  if (after && before && x - before.x <= after.x - x) return low - 1;
  return after ? low : -1;
}

/** Where the x axis of some epochs begins and ends; `planned` keeps a running chart from rescaling. */
export function epochRange(
  series: readonly ChartSeries[],
  planned: number | null,
): { readonly min: number; readonly max: number } {
  const ends = series.map(({ points }) => points.at(-1)?.x ?? 0);
  const last = Math.max(1, planned ?? 0, ...ends.map(Math.ceil));
  if (planned !== null) return { min: 0, max: last };
  // A finished curve begins with its first epoch; one epoch alone stands in the middle.
  return last === 1 ? { min: 0, max: 2 } : { min: 1, max: last };
}

/**
 * What the y axis should hold: all values with a little air, but nothing that cannot be, such as a
 * negative loss or an accuracy above 1.
 *
 * @returns null when no value is finite
 */
export function valueRange(
  series: readonly ChartSeries[],
  metric: Metric,
): { readonly min: number; readonly max: number } | null {
  let min = Infinity;
  let max = -Infinity;
  for (const { points } of series) {
    for (const { y } of points) {
      if (!Number.isFinite(y)) continue;
      min = Math.min(min, y);
      max = Math.max(max, y);
    }
  }
  if (min > max) return null;
  const air = (max - min || Math.abs(max) || 1) * 0.04;
  return {
    min: Math.max(0, min - air),
    max: metric === 'accuracy' ? Math.min(1, max + air) : max + air,
  };
}

function at(x: number, y: number): ChartPoint {
  return { x, y };
}
