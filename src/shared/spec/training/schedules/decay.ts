import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { FieldDefinition } from '../../layerDefinition.ts';
import type { OptionDefinition } from '../optionDefinition.ts';

const decayRate = realNumber('decayRate', 0.0001, 1);

const exponentialSchema = z.strictObject({
  type: z.literal('exponential'),
  decayRate: decayRate.default(0.9),
  decayEpochs: realNumber('decayEpochs', 0.01, 10_000).default(1),
});

const stepSchema = z.strictObject({
  type: z.literal('step'),
  decayRate: decayRate.default(0.5),
  decayEpochs: realNumber('decayEpochs', 0.01, 10_000).default(3),
});

const FIELDS: readonly FieldDefinition[] = [
  {
    kind: 'number',
    key: 'decayRate',
    label: 'Factor',
    min: 0.0001,
    max: 1,
    step: 0.05,
    help: 'What the learning rate is multiplied by',
  },
  {
    kind: 'number',
    key: 'decayEpochs',
    label: 'Every, epochs',
    min: 0.01,
    max: 10_000,
    step: 1,
    help: 'After how many epochs it has been multiplied once',
  },
];

/** Keras's ExponentialDecay, its `decay_steps` given in epochs. */
export const exponential = {
  type: 'exponential',
  label: 'Exponential',
  summary: 'Multiplied by a factor over every so many epochs, a little at each step',
  schema: exponentialSchema,
  fields: FIELDS,
} as const satisfies OptionDefinition<z.infer<typeof exponentialSchema>>;

/** Keras's ExponentialDecay with `staircase=True`, its `decay_steps` given in epochs. */
export const step = {
  type: 'step',
  label: 'Step',
  summary: 'Multiplied by a factor at the end of every so many epochs',
  schema: stepSchema,
  fields: FIELDS,
} as const satisfies OptionDefinition<z.infer<typeof stepSchema>>;
