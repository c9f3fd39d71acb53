import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { OptionDefinition } from '../optionDefinition.ts';
import { BETAS, EPSILON, LEARNING_RATE, learningRateSchema } from '../optionFields.ts';

const schema = z.strictObject({
  type: z.literal('Adam'),
  learningRate: learningRateSchema.default(0.001),
  beta1: realNumber('beta1', 0, 0.99999).default(0.9),
  beta2: realNumber('beta2', 0, 0.999999).default(0.999),
  epsilon: realNumber('epsilon', 1e-12, 1).default(1e-7),
});

/** Keras's Adam. */
export const adam = {
  type: 'Adam',
  label: 'Adam',
  summary: 'Steps sized by running averages of the gradient and of its square',
  schema,
  fields: [LEARNING_RATE, ...BETAS, EPSILON],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
