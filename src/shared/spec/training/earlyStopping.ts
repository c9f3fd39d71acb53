import { z } from 'zod';
import { realNumber, wholeNumber } from '../fields.ts';
import type { FieldDefinition } from '../layerDefinition.ts';
import { MONITORS, monitorSchema } from './monitor.ts';

/** Schema of Keras's EarlyStopping. */
export const earlyStoppingSchema = z.strictObject({
  monitor: monitorSchema.default('valLoss'),
  /** Epochs without improvement after which the run ends. Keras's 0 acts like 1. */
  patience: wholeNumber('patience', 1, 10_000).default(3),
  /** By how much the watched figure must be better to count. */
  minDelta: realNumber('minDelta', 0, 1000).default(0),
});

/** When a run ends before its last epoch. */
export type EarlyStopping = z.infer<typeof earlyStoppingSchema>;

/** The form of early stopping. */
export const EARLY_STOPPING_FIELDS: readonly FieldDefinition[] = [
  { kind: 'choice', key: 'monitor', label: 'Watched', options: MONITORS },
  {
    kind: 'integer',
    key: 'patience',
    label: 'Patience',
    min: 1,
    max: 10_000,
    step: 1,
    help: 'Epochs without improvement after which the run ends',
  },
  {
    kind: 'number',
    key: 'minDelta',
    label: 'Least gain',
    min: 0,
    max: 1000,
    step: 0.001,
    help: 'By how much the watched figure must be better to count',
  },
];
