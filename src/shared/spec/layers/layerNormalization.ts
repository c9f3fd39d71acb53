import { z } from 'zod';
import { realNumber } from '../fields.ts';
import type { LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { weightOptions } from './weightOptions.ts';

const weights = weightOptions({ gamma: 'ones', beta: 'zeros' });

const schema = z.strictObject({
  type: z.literal('LayerNormalization'),
  epsilon: realNumber('epsilon', 1e-9, 1).default(1e-3),
  ...weights.shape,
});

/** Normalises each example over its last axis. */
export type LayerNormalization = z.infer<typeof schema>;

/** Keras's LayerNormalization over the last axis, with Keras's defaults. */
export const layerNormalization = {
  type: 'LayerNormalization',
  family: 'normalization',
  summary: 'Normalises each example over its channels or features',
  schema,
  fields: [
    { kind: 'number', key: 'epsilon', label: 'Epsilon', min: 1e-9, max: 1, step: 1e-4 },
    ...weights.fields,
  ],
  infer: (_layer: LayerNormalization, input: Shape) => ({
    ok: true,
    output: input,
    trainableParameters: 2 * (input.at(-1) ?? 0),
    nonTrainableParameters: 0,
    multiplyAdds: 0,
  }),
  keras: (layer: LayerNormalization) => ({
    className: layer.type,
    config: { axis: -1, ...weights.keras(layer) },
  }),
} as const satisfies LayerDefinition<LayerNormalization>;
