import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { OptionDefinition } from '../optionDefinition.ts';
import {
  EPSILON,
  LEARNING_RATE,
  learningRateSchema,
  MOMENTUM,
  momentumSchema,
} from '../optionFields.ts';

const schema = z.strictObject({
  type: z.literal('RMSprop'),
  learningRate: learningRateSchema.default(0.001),
  rho: realNumber('rho', 0, 0.9999).default(0.9),
  momentum: momentumSchema.default(0),
  epsilon: realNumber('epsilon', 1e-12, 1).default(1e-7),
  centered: z.boolean({ error: 'centered must be true or false' }).default(false),
});

/** Keras's RMSprop. */
export const rmsprop = {
  type: 'RMSprop',
  label: 'RMSprop',
  summary: 'Steps sized by a running average of the squared gradient',
  schema,
  fields: [
    LEARNING_RATE,
    { kind: 'number', key: 'rho', label: 'Rho', min: 0, max: 0.9999, step: 0.01 },
    MOMENTUM,
    EPSILON,
    { kind: 'boolean', key: 'centered', label: 'Centered' },
  ],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
