/** Metrics of every epoch, in the order of tables; less is better for the losses. */
export const EPOCH_METRICS = ['val_accuracy', 'val_loss', 'accuracy', 'loss'] as const;
/** A metric of every epoch. */
export type EpochMetric = (typeof EPOCH_METRICS)[number];

/** Which of the epochs speaks for the run. */
export const METRIC_MOMENTS = ['best', 'last', 'at_best'] as const;
/** The best value, the last one, or the one at the epoch of the best validation accuracy. */
export type MetricMoment = (typeof METRIC_MOMENTS)[number];

/** A metric at a moment. */
export interface MetricSource {
  readonly kind: 'metric';
  readonly metric: EpochMetric;
  readonly moment: MetricMoment;
}
