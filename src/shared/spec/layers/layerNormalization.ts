import { z } from 'zod';
import { realNumber } from '../fields.ts';
import type { LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('LayerNormalization'),
  epsilon: realNumber('epsilon', 1e-9, 1).default(1e-3),
});

/** Normalises each example over its last axis. */
export type LayerNormalization = z.infer<typeof schema>;

/** Keras's LayerNormalization over the last axis, with Keras's defaults. */
export const layerNormalization = {
  type: 'LayerNormalization',
  family: 'normalization',
  summary: 'Normalises each example over its channels or features',
  schema,
  fields: [{ kind: 'number', key: 'epsilon', label: 'Epsilon', min: 1e-9, max: 1, step: 1e-4 }],
  infer: (_layer: LayerNormalization, input: Shape) => ({
    ok: true,
    output: input,
    trainableParameters: 2 * (input.at(-1) ?? 0),
    nonTrainableParameters: 0,
    multiplyAdds: 0,
  }),
  keras: ({ epsilon }: LayerNormalization) => ({
    className: 'LayerNormalization',
    config: { axis: -1, epsilon },
  }),
} as const satisfies LayerDefinition<LayerNormalization>;
