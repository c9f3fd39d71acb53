import { z } from 'zod';
import { ACTIVATIONS, activationSchema, paddingSchema, sizePair, wholeNumber } from '../fields.ts';
import type { LayerDefinition, LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { needsEqualStrides, slideOver } from './slidingWindow.ts';

const schema = z.strictObject({
  type: z.literal('SeparableConv2D'),
  filters: wholeNumber('filters', 1, 4096),
  kernelSize: sizePair('kernelSize', 64).default([3, 3]),
  strides: sizePair('strides', 16).default([1, 1]),
  padding: paddingSchema.default('valid'),
  depthMultiplier: wholeNumber('depthMultiplier', 1, 64).default(1),
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
});

/** A convolution of each channel on its own, then a 1 × 1 convolution that mixes them. */
export type SeparableConv2D = z.infer<typeof schema>;

function infer(layer: SeparableConv2D, input: Shape): LayerInference {
  if (layer.strides[0] !== layer.strides[1]) return needsEqualStrides(layer.type);
  const places = slideOver(layer, input);
  if (!places.ok) return places;
  const { height, width, channels } = places;
  const between = channels * layer.depthMultiplier;
  const weights = layer.kernelSize[0] * layer.kernelSize[1] * between + between * layer.filters;
  return {
    ok: true,
    output: [height, width, layer.filters],
    trainableParameters: weights + (layer.useBias ? layer.filters : 0),
    nonTrainableParameters: 0,
    multiplyAdds: weights * height * width,
  };
}

/** Keras's SeparableConv2D, with Keras's defaults. */
export const separableConv2d = {
  type: 'SeparableConv2D',
  family: 'convolution',
  summary: 'Filters each channel, then mixes channels: a convolution with fewer weights',
  schema,
  fields: [
    { kind: 'integer', key: 'filters', label: 'Filters', min: 1, max: 4096, step: 1 },
    { kind: 'pair', key: 'kernelSize', label: 'Kernel size', min: 1, max: 64 },
    { kind: 'pair', key: 'strides', label: 'Strides', min: 1, max: 16 },
    { kind: 'choice', key: 'padding', label: 'Padding', options: ['valid', 'same'] },
    { kind: 'integer', key: 'depthMultiplier', label: 'Depth mult.', min: 1, max: 64, step: 1 },
    { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
    { kind: 'boolean', key: 'useBias', label: 'Use bias' },
  ],
  first: { filters: 32, activation: 'relu' },
  infer,
  keras: ({ type: className, ...config }: SeparableConv2D) => ({ className, config }),
} as const satisfies LayerDefinition<SeparableConv2D>;
