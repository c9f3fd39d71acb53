import { z } from 'zod';
import { realNumber } from '../fields.ts';
import type { LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { weightOptions } from './weightOptions.ts';

const weights = weightOptions({ gamma: 'ones', beta: 'zeros' });

const schema = z.strictObject({
  type: z.literal('BatchNormalization'),
  momentum: realNumber('momentum', 0, 0.9999).default(0.99),
  epsilon: realNumber('epsilon', 1e-9, 1).default(1e-3),
  ...weights.shape,
});

/** Normalises each channel over the batch. */
export type BatchNormalization = z.infer<typeof schema>;

/** Keras's BatchNormalization over the last axis, with Keras's defaults. */
export const batchNormalization = {
  type: 'BatchNormalization',
  family: 'normalization',
  summary: 'Normalises each channel over the batch',
  schema,
  fields: [
    {
      kind: 'number',
      key: 'momentum',
      label: 'Momentum',
      min: 0,
      max: 0.9999,
      step: 0.01,
      help: 'How slowly the moving averages follow; 0.99 needs some hundred steps to settle',
    },
    { kind: 'number', key: 'epsilon', label: 'Epsilon', min: 1e-9, max: 1, step: 1e-4 },
    ...weights.fields,
  ],
  infer: (_layer: BatchNormalization, input: Shape) => {
    const channels = input.at(-1) ?? 0;
    return {
      ok: true,
      output: input,
      trainableParameters: 2 * channels,
      nonTrainableParameters: 2 * channels,
      multiplyAdds: 0,
    };
  },
  keras: (layer: BatchNormalization) => ({ className: layer.type, config: weights.keras(layer) }),
} as const satisfies LayerDefinition<BatchNormalization>;
