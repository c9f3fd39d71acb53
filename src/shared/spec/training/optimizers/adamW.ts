import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { OptionDefinition } from '../optionDefinition.ts';
import { BETAS, EPSILON, LEARNING_RATE, learningRateSchema } from '../optionFields.ts';

const schema = z.strictObject({
  type: z.literal('AdamW'),
  learningRate: learningRateSchema.default(0.001),
  weightDecay: realNumber('weightDecay', 0, 1).default(0.004),
  beta1: realNumber('beta1', 0, 0.99999).default(0.9),
  beta2: realNumber('beta2', 0, 0.999999).default(0.999),
  epsilon: realNumber('epsilon', 1e-12, 1).default(1e-7),
});

/** Keras's AdamW. */
export const adamW = {
  type: 'AdamW',
  label: 'AdamW',
  summary: 'Adam with weights that shrink a little at each step, apart from the gradient',
  schema,
  fields: [
    LEARNING_RATE,
    { kind: 'number', key: 'weightDecay', label: 'Weight decay', min: 0, max: 1, step: 0.001 },
    ...BETAS,
    EPSILON,
  ],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
