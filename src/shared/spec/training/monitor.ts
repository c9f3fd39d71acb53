import { z } from 'zod';

/** What can be watched from epoch to epoch, by the names that the epochs are recorded under. */
export const MONITORS = ['valLoss', 'valAccuracy'] as const;

/** Schema of a watched figure's name. */
export const monitorSchema = z.enum(MONITORS, {
  error: `monitor must be ${MONITORS.join(' or ')}`,
});

/** A figure that is watched from epoch to epoch: Keras's `val_loss` or `val_accuracy`. */
export type Monitor = z.infer<typeof monitorSchema>;

/** What people call a watched figure. */
export const MONITOR_LABELS: Readonly<Record<Monitor, string>> = {
  valLoss: 'validation loss',
  valAccuracy: 'validation accuracy',
};

/**
 * Whether one value of a figure beats another: a loss is better when it is lower.
 *
 * @param minDelta by how much it must be better to count; nothing counts at exactly that much
 */
export function isBetter(monitor: Monitor, value: number, best: number, minDelta = 0): boolean {
  return monitor === 'valLoss' ? value < best - minDelta : value > best + minDelta;
}
