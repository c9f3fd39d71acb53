import { z } from 'zod';
import { realNumber } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('LeakyReLU'),
  negativeSlope: realNumber('negativeSlope', 0, 1).default(0.3),
});

/** x above 0, a small share of it below. */
export type LeakyReLU = z.infer<typeof schema>;

/** Keras's LeakyReLU, with Keras's default; tfjs-layers calls the slope alpha. */
export const leakyRelu = {
  type: 'LeakyReLU',
  family: 'core',
  summary: 'ReLU that lets a small share of negative values through',
  schema,
  fields: [
    { kind: 'number', key: 'negativeSlope', label: 'Negative slope', min: 0, max: 1, step: 0.01 },
  ],
  infer: (_layer: LeakyReLU, input: Shape) => passes(input),
  keras: ({ negativeSlope }: LeakyReLU) => ({
    className: 'LeakyReLU',
    config: { alpha: negativeSlope },
  }),
} as const satisfies LayerDefinition<LeakyReLU>;
