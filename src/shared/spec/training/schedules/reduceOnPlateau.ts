import { z } from 'zod';
import { realNumber, wholeNumber } from '../../fields.ts';
import { MONITORS, monitorSchema } from '../monitor.ts';
import type { OptionDefinition } from '../optionDefinition.ts';

const schema = z.strictObject({
  type: z.literal('reduceOnPlateau'),
  monitor: monitorSchema.default('valLoss'),
  factor: realNumber('factor', 0.0001, 0.9999).default(0.1),
  patience: wholeNumber('patience', 1, 10_000).default(10),
  minDelta: realNumber('minDelta', 0, 1000).default(0.0001),
  cooldown: wholeNumber('cooldown', 0, 10_000).default(0),
  minLearningRate: realNumber('minLearningRate', 0, 1e6).default(0),
});

/** Keras's ReduceLROnPlateau. */
export const reduceOnPlateau = {
  type: 'reduceOnPlateau',
  label: 'Reduce on plateau',
  summary: 'Multiplied by a factor when validation has not improved for some epochs',
  schema,
  fields: [
    { kind: 'choice', key: 'monitor', label: 'Watched', options: MONITORS },
    { kind: 'number', key: 'factor', label: 'Factor', min: 0.0001, max: 0.9999, step: 0.05 },
    {
      kind: 'integer',
      key: 'patience',
      label: 'Patience',
      min: 1,
      max: 10_000,
      step: 1,
      help: 'Epochs without improvement before it is lowered',
    },
    {
      kind: 'number',
      key: 'minDelta',
      label: 'Least gain',
      min: 0,
      max: 1000,
      step: 0.0001,
      help: 'By how much the watched figure must be better to count',
    },
    {
      kind: 'integer',
      key: 'cooldown',
      label: 'Cooldown',
      min: 0,
      max: 10_000,
      step: 1,
      help: 'Epochs after lowering in which none are counted',
    },
    {
      kind: 'number',
      key: 'minLearningRate',
      label: 'Lowest',
      min: 0,
      max: 1e6,
      step: 0.00001,
      help: 'It is never lowered below this',
    },
  ],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
