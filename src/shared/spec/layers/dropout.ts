import { z } from 'zod';
import { realNumber } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('Dropout'),
  rate: realNumber('rate', 0, 0.95),
});

/** Sets a fraction of its inputs to zero at each training step. */
export type Dropout = z.infer<typeof schema>;

/** Keras's Dropout. */
export const dropout = {
  type: 'Dropout',
  family: 'regularization',
  summary: 'Sets a random fraction of its inputs to zero while training',
  schema,
  fields: [
    { kind: 'number', key: 'rate', label: 'Rate', min: 0, max: 0.95, step: 0.01, slider: true },
  ],
  first: { rate: 0.25 },
  infer: (_layer: Dropout, input: Shape) => passes(input),
  keras: ({ rate }: Dropout) => ({ className: 'Dropout', config: { rate } }),
} as const satisfies LayerDefinition<Dropout>;
