import { distinctNames } from '../../shared/compare/distinctNames.ts';
import { seedGroups } from '../../shared/compare/seedGroups.ts';
import type { ComparedRun } from '../../shared/model/run.ts';
import { runColorToken } from '../composables/useRunColor.ts';
import { placePoints } from './axis.ts';
import type { ComparedAxis } from './comparedAxis.ts';
import { meanLine, type BandKind } from './meanLine.ts';
import { filterPoints, NO_POINTS, valueAt } from './points.ts';
import { metricSeries, type ChartSeries, type Metric } from './series.ts';

/** Which lines the curves show. */
export type CurveKind = 'validation' | 'training' | 'both';

/** How runs are drawn over each other. */
export interface CurveChoice {
  readonly kind: CurveKind;
  /** A line for each run, or one for the mean of each spec over its seeds. */
  readonly lines: 'runs' | 'means';
  /** What is drawn about a mean. */
  readonly band: BandKind;
  /** What is left when the baseline's own line is taken off. */
  readonly difference: boolean;
}

/** The usual choice. */
export const PLAIN_CURVES: CurveChoice = {
  kind: 'validation',
  lines: 'runs',
  band: 'sd',
  difference: false,
};

/** The lines of one metric, runs or specs each in their own colour; the baseline is the first run. */
export function comparedCurves(
  metric: Metric,
  runs: readonly ComparedRun[],
  choice: CurveChoice,
  axis: ComparedAxis,
): readonly ChartSeries[] {
  const lines =
    choice.lines === 'runs'
      ? runLines(metric, runs, choice.kind, axis)
      : groupLines(metric, runs, choice, axis);
  if (!choice.difference) return lines;
  // One line of each tone belongs to the baseline, and they come first.
  const baseline = (tone: ChartSeries['tone']) => lines.find((line) => line.tone === tone);
  return lines.map((line) => minus(line, baseline(line.tone) ?? line));
}

function runLines(
  metric: Metric,
  runs: readonly ComparedRun[],
  kind: CurveKind,
  axis: ComparedAxis,
): readonly ChartSeries[] {
  const names = distinctNames(runs.map(({ summary }) => summary));
  return runs.flatMap((run, index) =>
    linesOf(metric, run, names[index] ?? run.summary.name, kind).map((line) => ({
      ...line,
      points: placePoints(line.points, axis.kind, (x) => axis.at(run, x)),
    })),
  );
}

function groupLines(
  metric: Metric,
  runs: readonly ComparedRun[],
  { kind, band }: CurveChoice,
  axis: ComparedAxis,
): readonly ChartSeries[] {
  return seedGroups(runs).flatMap((group) => {
    const count = group.runs.length;
    const name = count === 1 ? group.name : `${group.name} (mean of ${count})`;
    const members = group.runs.map((run) => runLines(metric, [run], kind, axis));
    const own = group.runs[0];
    return own
      ? linesOf(metric, own, name, kind).map((line, index) => ({
          ...line,
          ...meanLine(
            members.map((lines) => lines[index]?.points ?? NO_POINTS),
            band,
          ),
        }))
      : [];
  });
}

function linesOf(
  metric: Metric,
  { epochs, summary }: ComparedRun,
  name: string,
  kind: CurveKind,
): readonly ChartSeries[] {
  const lines = metricSeries(metric, { epochs, color: runColorToken(summary), name });
  if (kind === 'both') return lines;
  // A run's only line needs no "training" or "validation" after its name.
  return lines
    .filter(({ tone }) => (tone === 'solid') === (kind === 'validation'))
    .map((line) => ({ ...line, label: name, tone: 'solid' as const }));
}

/** A line minus another at the same x; where the other does not reach, nothing is left. */
function minus(line: ChartSeries, other: ChartSeries): ChartSeries {
  const at = (x: number): number => valueAt(other.points, x);
  const { x, y } = line.points;
  const less = { x, y: y.map((value, index) => value - at(x[index] ?? Number.NaN)) };
  const points = filterPoints(less, (_x, left) => !Number.isNaN(left));
  if (!line.band) return { ...line, points };
  const band = line.band
    .map((point) => ({ ...point, less: at(point.x) }))
    .map(({ x: place, low, high, less: base }) => ({
      x: place,
      low: low - base,
      high: high - base,
    }))
    .filter(({ low }) => !Number.isNaN(low));
  return { ...line, points, band };
}
