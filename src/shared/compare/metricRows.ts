import type { ComparedRun } from '../model/run.ts';
import { wilsonInterval, type Interval } from '../stats/wilson.ts';

/** A metric that comparisons show. */
export type MetricKey =
  | 'bestValAccuracy'
  | 'testAccuracy'
  | 'testLoss'
  | 'parameters'
  | 'epochs'
  | 'trainingSeconds'
  | 'secondsPerEpoch';

/** One run's value of a metric. */
export interface MetricCell {
  readonly value: number | null;
  /** Value minus the baseline's; null for the baseline itself and where either is missing. */
  readonly difference: number | null;
  /** 95 %, for test accuracy. */
  readonly interval: Interval | null;
  /** More about the value, such as the epoch it was reached in. */
  readonly note: string | null;
}

/** One metric of several runs. */
export interface MetricRow {
  readonly key: MetricKey;
  readonly label: string;
  /** Which direction is better; null when neither is. */
  readonly better: 'higher' | 'lower' | null;
  /** In step with the runs. */
  readonly cells: readonly MetricCell[];
  /** Index of the best value; null when there is no best or all are equal. */
  readonly best: number | null;
}

interface Metric {
  readonly key: MetricKey;
  readonly label: string;
  readonly better: MetricRow['better'];
  read(run: ComparedRun): number | null;
}

const METRICS: readonly Metric[] = [
  {
    key: 'bestValAccuracy',
    label: 'Best validation accuracy',
    better: 'higher',
    read: ({ summary }) => summary.bestValAccuracy,
  },
  {
    key: 'testAccuracy',
    label: 'Test accuracy',
    better: 'higher',
    read: ({ summary }) => summary.testAccuracy,
  },
  {
    key: 'testLoss',
    label: 'Test loss',
    better: 'lower',
    read: ({ summary }) => summary.testLoss,
  },
  {
    key: 'parameters',
    label: 'Parameters',
    better: null,
    read: ({ summary }) => summary.parameters,
  },
  {
    key: 'epochs',
    label: 'Epochs trained',
    better: null,
    read: ({ summary }) => summary.epochsDone,
  },
  {
    key: 'trainingSeconds',
    label: 'Training time',
    better: null,
    read: ({ summary }) => summary.trainingSeconds,
  },
  {
    key: 'secondsPerEpoch',
    label: 'Time per epoch',
    better: null,
    read: ({ epochs: { seconds } }) =>
      seconds.length === 0 ? null : seconds.reduce((sum, own) => sum + own, 0) / seconds.length,
  },
];

/**
 * The 95 % interval of a run's test accuracy.
 *
 * @returns null while there is no evaluation
 */
export function testInterval({ summary }: ComparedRun): Interval | null {
  const { testAccuracy, testCount } = summary;
  if (testAccuracy === null || testCount === null || testCount < 1) return null;
  return wilsonInterval(Math.round(testAccuracy * testCount), testCount);
}

/**
 * The metrics of runs side by side, with differences against a baseline.
 *
 * @param runs in the order of the columns
 * @param baseline index of the run that others are compared with
 */
export function metricRows(runs: readonly ComparedRun[], baseline = 0): readonly MetricRow[] {
  return METRICS.map((metric) => {
    const values = runs.map((run) => metric.read(run));
    const base = values[baseline] ?? null;
    const cells = runs.map((run, index): MetricCell => {
      const value = values[index] ?? null;
      const compared = index !== baseline && value !== null && base !== null;
      return {
        value,
        difference: compared ? value - base : null,
        interval: metric.key === 'testAccuracy' ? testInterval(run) : null,
        note:
          metric.key === 'bestValAccuracy' && run.summary.bestEpoch !== null
            ? `epoch ${run.summary.bestEpoch}`
            : null,
      };
    });
    return {
      key: metric.key,
      label: metric.label,
      better: metric.better,
      cells,
      best: bestIndex(values, metric.better),
    };
  });
}

function bestIndex(values: readonly (number | null)[], better: MetricRow['better']): number | null {
  const known = values.filter((value) => value !== null);
  if (better === null || known.length < 2) return null;
  const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
  return known.every((value) => value === best) ? null : values.indexOf(best);
}
