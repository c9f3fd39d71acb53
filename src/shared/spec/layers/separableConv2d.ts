import { z } from 'zod';
import type { LayerDefinition, LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import {
  depthMultiplierField,
  depthMultiplierOption,
  filtersField,
  filtersOption,
  outputFields,
  outputOptions,
  windowFields,
  windowOptions,
} from './convolution.ts';
import { needsEqualStrides, slideOver } from './slidingWindow.ts';
import { weightOptions } from './weightOptions.ts';

const weights = weightOptions({
  depthwise: 'glorotUniform',
  pointwise: 'glorotUniform',
  bias: 'zeros',
});

const schema = z.strictObject({
  type: z.literal('SeparableConv2D'),
  ...filtersOption,
  ...windowOptions,
  ...depthMultiplierOption,
  ...outputOptions,
  ...weights.shape,
});

/** A convolution of each channel on its own, then a 1 × 1 convolution that mixes them. */
export type SeparableConv2D = z.infer<typeof schema>;

function infer(layer: SeparableConv2D, input: Shape): LayerInference {
  if (layer.strides[0] !== layer.strides[1]) return needsEqualStrides(layer.type);
  const places = slideOver(layer, input);
  if (!places.ok) return places;
  const { height, width, channels } = places;
  const between = channels * layer.depthMultiplier;
  const products = layer.kernelSize[0] * layer.kernelSize[1] * between + between * layer.filters;
  return {
    ok: true,
    output: [height, width, layer.filters],
    trainableParameters: products + (layer.useBias ? layer.filters : 0),
    nonTrainableParameters: 0,
    multiplyAdds: products * height * width,
  };
}

/** Keras's SeparableConv2D, with Keras's defaults. */
export const separableConv2d = {
  type: 'SeparableConv2D',
  family: 'convolution',
  summary: 'Filters each channel, then mixes channels: a convolution with fewer weights',
  schema,
  fields: [filtersField, ...windowFields, depthMultiplierField, ...outputFields, ...weights.fields],
  first: { filters: 32, activation: 'relu' },
  infer,
  keras: (layer: SeparableConv2D) => ({ className: layer.type, config: weights.keras(layer) }),
} as const satisfies LayerDefinition<SeparableConv2D>;
