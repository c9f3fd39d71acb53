import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { OptionDefinition } from '../optionDefinition.ts';
import { EPSILON, LEARNING_RATE, learningRateSchema } from '../optionFields.ts';

const schema = z.strictObject({
  type: z.literal('Adagrad'),
  learningRate: learningRateSchema.default(0.001),
  initialAccumulatorValue: realNumber('initialAccumulatorValue', 0, 100).default(0.1),
  epsilon: realNumber('epsilon', 1e-12, 1).default(1e-7),
});

/** Keras's Adagrad. */
export const adagrad = {
  type: 'Adagrad',
  label: 'Adagrad',
  summary: 'Steps that shrink with the sum of all squared gradients so far',
  schema,
  fields: [
    LEARNING_RATE,
    {
      kind: 'number',
      key: 'initialAccumulatorValue',
      label: 'Accumulator at first',
      min: 0,
      max: 100,
      step: 0.1,
    },
    EPSILON,
  ],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
