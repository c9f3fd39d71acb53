import { z } from 'zod';
import { ACTIVATIONS, activationSchema } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';

const schema = z.strictObject({ type: z.literal('Activation'), activation: activationSchema });

/** Applies a function to each value. */
export type Activation = z.infer<typeof schema>;

/** Keras's Activation. */
export const activation = {
  type: 'Activation',
  family: 'core',
  summary: 'Applies a function to each value',
  schema,
  fields: [{ kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS }],
  first: { activation: 'relu' },
  infer: (_layer: Activation, input: Shape) => passes(input),
  keras: (layer: Activation) => ({
    className: 'Activation',
    config: { activation: layer.activation },
  }),
} as const satisfies LayerDefinition<Activation>;
