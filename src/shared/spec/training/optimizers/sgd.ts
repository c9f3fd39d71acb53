import { z } from 'zod';
import type { OptionDefinition } from '../optionDefinition.ts';
import { LEARNING_RATE, learningRateSchema, MOMENTUM, momentumSchema } from '../optionFields.ts';

const schema = z.strictObject({
  type: z.literal('SGD'),
  learningRate: learningRateSchema.default(0.01),
  momentum: momentumSchema.default(0),
  nesterov: z.boolean({ error: 'nesterov must be true or false' }).default(false),
});

/** Keras's SGD. */
export const sgd = {
  type: 'SGD',
  label: 'SGD',
  summary: 'Plain gradient descent, with momentum if wanted',
  schema,
  fields: [LEARNING_RATE, MOMENTUM, { kind: 'boolean', key: 'nesterov', label: 'Nesterov' }],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
