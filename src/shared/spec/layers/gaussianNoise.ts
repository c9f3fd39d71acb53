import { z } from 'zod';
import { realNumber } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('GaussianNoise'),
  stddev: realNumber('stddev', 0, 10),
});

/** Adds normal noise at each training step. */
export type GaussianNoise = z.infer<typeof schema>;

/** Keras's GaussianNoise. */
export const gaussianNoise = {
  type: 'GaussianNoise',
  family: 'regularization',
  summary: 'Adds random noise to its inputs while training',
  schema,
  fields: [
    { kind: 'number', key: 'stddev', label: 'Standard deviation', min: 0, max: 10, step: 0.01 },
  ],
  first: { stddev: 0.1 },
  infer: (_layer: GaussianNoise, input: Shape) => passes(input),
  keras: ({ stddev }: GaussianNoise) => ({ className: 'GaussianNoise', config: { stddev } }),
} as const satisfies LayerDefinition<GaussianNoise>;
