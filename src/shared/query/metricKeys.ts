import {
  EPOCH_METRICS,
  METRIC_MOMENTS,
  type EpochMetric,
  type MetricMoment,
} from './epochMetrics.ts';
import type { RunKey } from './runKey.ts';

const WORDS: Readonly<Record<EpochMetric, readonly [short: string, long: string]>> = {
  val_accuracy: ['val. acc.', 'validation accuracy'],
  val_loss: ['val. loss', 'validation loss'],
  accuracy: ['train acc.', 'training accuracy'],
  loss: ['train loss', 'training loss'],
};

/** Every metric at every moment; the best goes by the metric's own name. */
export const METRIC_KEYS: readonly RunKey[] = METRIC_MOMENTS.flatMap((moment) =>
  EPOCH_METRICS.map((metric) => metricKey(metric, moment)),
);

function metricKey(metric: EpochMetric, moment: MetricMoment): RunKey {
  const [short, long] = WORDS[metric];
  const heads: Readonly<Record<MetricMoment, readonly [title: string, about: string]>> = {
    best: [`Best ${short}`, `The best ${long} of all epochs`],
    last: [`Last ${short}`, `The ${long} of the last epoch`],
    at_best: [
      `${short[0]?.toUpperCase()}${short.slice(1)} at best`,
      `The ${long} at the epoch of the best validation accuracy`,
    ],
  };
  const [title, about] = heads[moment];
  return {
    name: moment === 'best' ? metric : `${metric}.${moment}`,
    title,
    type: 'number',
    unit: metric.endsWith('loss') ? 'loss' : 'share',
    source: { kind: 'metric', metric, moment },
    about,
  };
}
