import { metricSeries, type ChartSeries, type Metric } from '../../charts/series.ts';
import { runColorToken } from '../../composables/useRunColor.ts';
import { distinctNames } from '../../../shared/compare/distinctNames.ts';
import type { RunDetail } from '../../../shared/model/run.ts';

/** How many runs a comparison shows at most. */
export const SHOWN_RUNS = 50;

/** Which lines the curves show. */
export type CurveKind = 'validation' | 'training' | 'both';

/** The ids that an address names. @returns none when it names none */
export function idsOfQuery(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  return [...new Set(value.split(',').filter((id) => id !== ''))];
}

/** The runs' lines of one metric, each run in its own colour. */
export function comparedSeries(
  metric: Metric,
  runs: readonly RunDetail[],
  kind: CurveKind,
): ChartSeries[] {
  const names = distinctNames(runs.map(({ summary }) => summary));
  return runs.flatMap(({ epochs, summary }, index) => {
    const name = names[index] ?? summary.name;
    const lines = metricSeries(metric, { epochs, color: runColorToken(summary), name });
    if (kind === 'both') return lines;
    // A run's only line needs no "training" or "validation" after its name.
    return lines
      .filter(({ tone }) => (tone === 'solid') === (kind === 'validation'))
      .map((line) => ({ ...line, label: name, tone: 'solid' as const }));
  });
}

/** The ids with one of them put first, as the baseline. */
export function withBaseline(ids: readonly string[], baseline: string): readonly string[] {
  return ids.includes(baseline) ? [baseline, ...ids.filter((id) => id !== baseline)] : ids;
}
