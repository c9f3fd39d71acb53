import { z } from 'zod';
import { sizePair } from '../fields.ts';
import { fails, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import {
  filtersField,
  filtersOption,
  outputFields,
  outputOptions,
  windowFields,
  windowOptions,
} from './convolution.ts';
import { slideOver } from './slidingWindow.ts';
import { weightOptions } from './weightOptions.ts';

const weights = weightOptions({ kernel: 'glorotUniform', bias: 'zeros' });

const schema = z.strictObject({
  type: z.literal('Conv2D'),
  ...filtersOption,
  ...windowOptions,
  dilationRate: sizePair('dilationRate', 16).default([1, 1]),
  ...outputOptions,
  ...weights.shape,
});

/** Two-dimensional convolution over `[height, width, channels]`. */
export type Conv2D = z.infer<typeof schema>;

function infer(layer: Conv2D, input: Shape): LayerInference {
  if (Math.max(...layer.dilationRate) > 1 && Math.max(...layer.strides) > 1) {
    return fails({
      rule: 'Strides or dilation, not both',
      field: 'dilationRate',
      message: 'Conv2D cannot have both strides and a dilation above 1',
      hint: 'Set one of them to 1 × 1',
    });
  }
  const places = slideOver(layer, input);
  if (!places.ok) return places;
  const { height, width, channels } = places;
  const products = layer.kernelSize[0] * layer.kernelSize[1] * channels * layer.filters;
  return {
    ok: true,
    output: [height, width, layer.filters],
    trainableParameters: products + (layer.useBias ? layer.filters : 0),
    nonTrainableParameters: 0,
    multiplyAdds: products * height * width,
  };
}

/** Keras's Conv2D, with Keras's defaults. */
export const conv2d = {
  type: 'Conv2D',
  family: 'convolution',
  summary: 'Learns filters that slide over the image',
  schema,
  fields: [
    filtersField,
    ...windowFields,
    { kind: 'pair', key: 'dilationRate', label: 'Dilation', min: 1, max: 16 },
    ...outputFields,
    ...weights.fields,
  ],
  first: { filters: 32, activation: 'relu' },
  infer,
  keras: (layer: Conv2D) => ({ className: layer.type, config: weights.keras(layer) }),
} as const satisfies LayerDefinition<Conv2D>;
