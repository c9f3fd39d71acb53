import { z } from 'zod';
import { MONITOR_LABELS, monitorSchema } from '../spec/training/monitor.ts';

/** Schema of what training options made of a run's end. */
export const runEndingSchema = z.object({
  /** How early stopping ended it; null when it did not. */
  stoppedEarly: z
    .object({
      /** The last epoch that was trained, counted from 1. */
      epoch: z.number().int(),
      monitor: monitorSchema,
      /** Epochs since the best one. */
      waited: z.number().int(),
    })
    .nullable(),
  /** The epoch whose weights were saved and tested because they were best; null for the last one's. */
  keptEpoch: z.number().int().nullable(),
});

/** What training options made of a run's end. */
export type RunEnding = z.infer<typeof runEndingSchema>;

/**
 * A run's end in words, a sentence each.
 *
 * @example ['Stopped early after epoch 7: validation loss had not improved for 3 epochs']
 */
export function describeEnding({ stoppedEarly, keptEpoch }: RunEnding): readonly string[] {
  const sentences: string[] = [];
  if (stoppedEarly !== null) {
    const { epoch, monitor, waited } = stoppedEarly;
    const span = waited === 1 ? '1 epoch' : `${waited} epochs`;
    const figure = MONITOR_LABELS[monitor];
    sentences.push(`Stopped early after epoch ${epoch}: ${figure} had not improved for ${span}`);
  }
  if (keptEpoch !== null) sentences.push(`Kept the weights of epoch ${keptEpoch}, its best`);
  return sentences;
}
