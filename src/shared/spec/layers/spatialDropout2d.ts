import { z } from 'zod';
import { realNumber } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { needsImage } from './slidingWindow.ts';

const schema = z.strictObject({
  type: z.literal('SpatialDropout2D'),
  rate: realNumber('rate', 0, 0.95),
});

/** Sets whole channels to zero at each training step. */
export type SpatialDropout2D = z.infer<typeof schema>;

/**
 * Keras's SpatialDropout2D. tfjs-layers has no class of that name, so the model holds what it is:
 * a Dropout whose mask has one value a channel.
 */
export const spatialDropout2d = {
  type: 'SpatialDropout2D',
  family: 'regularization',
  summary: 'Sets a random fraction of whole channels to zero while training',
  schema,
  fields: [
    { kind: 'number', key: 'rate', label: 'Rate', min: 0, max: 0.95, step: 0.01, slider: true },
  ],
  first: { rate: 0.25 },
  infer: ({ type }: SpatialDropout2D, input: Shape) =>
    input.length === 3 ? passes(input) : needsImage(type, input),
  keras: ({ rate }: SpatialDropout2D) => ({
    className: 'Dropout',
    config: { rate, noiseShape: [null, 1, 1, null] },
  }),
} as const satisfies LayerDefinition<SpatialDropout2D>;
