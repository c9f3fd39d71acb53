import type { EpochColumns } from '../../shared/model/run.ts';
import type { AxisKind } from './axis.ts';
import { valueAt, type Points } from './points.ts';
import type { XWindow } from './xWindow.ts';

/** How far a line's values spread at an x. */
export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** One line of a chart. */
export interface ChartSeries {
  /** Stays the same from one update to the next. */
  readonly id: string;
  readonly label: string;
  /** Its name in tables and files; the label by default. */
  readonly heading?: string;
  /** A token of the colour, such as `--run-3`; see `runColorToken`. */
  readonly color: string;
  /** `solid` for validation; `light` for training: the same hue, lighter and dashed; `fine` within epochs. */
  readonly tone: 'solid' | 'light' | 'fine';
  readonly points: Points;
  /** Whether few points are marked by dots, as epochs are. @default true, but for fine lines */
  readonly dots?: boolean;
  /** The spread about it, by growing x. */
  readonly band?: readonly BandPoint[];
}

/** What a run is trained for. */
export type Metric = 'loss' | 'accuracy';

/** What is drawn of a run. */
export type Measure =
  | Metric
  | 'learningRate'
  | 'stepTime'
  | 'throughput'
  | 'memory'
  | 'lossDifference'
  | 'accuracyDifference';

/** Where a run's lines come from. */
export interface RunCurves {
  readonly epochs: EpochColumns;
  /** A token of the colour, such as `--run-3`. */
  readonly color: string;
  /** Put before "training" and "validation", to tell runs apart in one chart. */
  readonly name?: string;
}

/**
 * The two lines of a run, over epochs: training and validation.
 *
 * @example metricSeries('accuracy', { epochs: epochColumns(detail.epochs), color: runColorToken(detail.summary) })
 */
export function metricSeries(metric: Metric, curves: RunCurves): ChartSeries[] {
  const { epochs, color, name } = curves;
  const validation = metric === 'loss' ? 'valLoss' : 'valAccuracy';
  const label = (kind: string): string =>
    name === undefined ? `${kind[0]?.toUpperCase()}${kind.slice(1)}` : `${name}, ${kind}`;
  return [
    {
      id: `${name ?? ''}/training`,
      label: label('training'),
      color,
      tone: 'light',
      points: overEpochs(epochs, metric),
    },
    {
      id: `${name ?? ''}/validation`,
      label: label('validation'),
      color,
      tone: 'solid',
      points: overEpochs(epochs, validation),
    },
  ];
}

/** How many points the lines have together. */
export function countPoints(series: readonly ChartSeries[]): number {
  return series.reduce((sum, { points }) => sum + points.x.length, 0);
}

/** A metric of epochs, each at its end. */
export function overEpochs(epochs: EpochColumns, key: keyof EpochColumns): Points {
  return { x: epochs.epoch, y: epochs[key] };
}

/** Where the x axis of some epochs begins and ends; `planned` keeps a running chart from rescaling. */
export function epochRange(series: readonly ChartSeries[], planned: number | null): XWindow {
  const { last, first } = ends(series);
  const end = Math.max(1, planned ?? 0, Math.ceil(last));
  // A finished curve begins with its first epoch; one epoch alone stands in the middle.
  if (planned !== null || first < 1) return { min: 0, max: end };
  return end === 1 ? { min: 0, max: 2 } : { min: 1, max: end };
}

/** Where an axis of steps or of time begins and ends: with the run, and with its last point. */
function spanRange(series: readonly ChartSeries[], planned: number | null): XWindow {
  const { last } = ends(series);
  return { min: 0, max: Math.max(last, planned ?? 0) || 1 };
}

/**
 * All of the x axis.
 *
 * @param planned where the axis of a running run will end
 */
export function wholeRange(
  series: readonly ChartSeries[],
  kind: AxisKind,
  planned: number | null,
): XWindow {
  return kind === 'epoch' ? epochRange(series, planned) : spanRange(series, planned);
}

/** What decides how far the y axis reaches. */
export interface ValueRangeOptions {
  /** Only what lies within it counts. */
  readonly window?: XWindow;
  /** The axis is logarithmic: values that have no place on it do not count. */
  readonly log?: boolean;
}

/**
 * What the y axis should hold: all values with a little air, but nothing that cannot be, such as a
 * negative loss or an accuracy above 1.
 *
 * @returns null when no value is finite
 */
export function valueRange(
  series: readonly Pick<ChartSeries, 'points' | 'band'>[],
  measure: Measure,
  { window, log = false }: ValueRangeOptions = {},
): XWindow | null {
  let min = Infinity;
  let max = -Infinity;
  const hold = (y: number): void => {
    if (!Number.isFinite(y) || (log && y <= 0)) return;
    if (y < min) min = y;
    if (y > max) max = y;
  };
  const shows = (x: number): boolean => !window || (x >= window.min && x <= window.max);
  for (const { points, band = [] } of series) {
    points.y.forEach((y, index) => {
      if (shows(points.x[index] ?? Number.NaN)) hold(y);
    });
    for (const { x, low, high } of band) {
      if (!shows(x)) continue;
      hold(low);
      hold(high);
    }
    // Where a line enters and leaves the picture.
    if (window) [window.min, window.max].forEach((edge) => hold(valueAt(points, edge)));
  }
  if (min > max) return null;
  const most = measure === 'accuracy' ? 1 : Infinity;
  if (log) {
    const air = Math.max(1.02, (max / min) ** 0.04);
    return { min: min / air, max: Math.min(most, max * air) };
  }
  const air = (max - min || Math.abs(max) || 1) * 0.04;
  const fromZero = measure === 'throughput' || measure === 'memory';
  const least = SIGNED.has(measure) ? -Infinity : 0;
  return { min: fromZero ? 0 : Math.max(least, min - air), max: Math.min(most, max + air) };
}

/** What may be negative. */
const SIGNED: ReadonlySet<Measure> = new Set(['lossDifference', 'accuracyDifference']);

function ends(series: readonly ChartSeries[]): { readonly first: number; readonly last: number } {
  return {
    first: Math.min(...series.map(({ points }) => points.x[0] ?? Infinity)),
    last: Math.max(0, ...series.map(({ points }) => points.x.at(-1) ?? 0)),
  };
}
