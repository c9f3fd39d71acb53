import { z } from 'zod';
import { ACTIVATIONS, activationSchema, paddingSchema, sizePair, wholeNumber } from '../fields.ts';
import { fails, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { slideOver } from './slidingWindow.ts';

const schema = z.strictObject({
  type: z.literal('Conv2D'),
  filters: wholeNumber('filters', 1, 4096),
  kernelSize: sizePair('kernelSize', 64).default([3, 3]),
  strides: sizePair('strides', 16).default([1, 1]),
  padding: paddingSchema.default('valid'),
  dilationRate: sizePair('dilationRate', 16).default([1, 1]),
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
});

/** Two-dimensional convolution over `[height, width, channels]`. */
export type Conv2D = z.infer<typeof schema>;

function infer(layer: Conv2D, input: Shape): LayerInference {
  if (Math.max(...layer.dilationRate) > 1 && Math.max(...layer.strides) > 1) {
    return fails({
      field: 'dilationRate',
      message: 'Conv2D cannot have both strides and a dilation above 1',
      hint: 'Set one of them to 1 × 1',
    });
  }
  const places = slideOver(layer, input);
  if (!places.ok) return places;
  const { height, width, channels } = places;
  const weights = layer.kernelSize[0] * layer.kernelSize[1] * channels * layer.filters;
  return {
    ok: true,
    output: [height, width, layer.filters],
    trainableParameters: weights + (layer.useBias ? layer.filters : 0),
    nonTrainableParameters: 0,
    multiplyAdds: weights * height * width,
  };
}

/** Keras's Conv2D, with Keras's defaults. */
export const conv2d = {
  type: 'Conv2D',
  family: 'convolution',
  summary: 'Learns filters that slide over the image',
  schema,
  fields: [
    { kind: 'integer', key: 'filters', label: 'Filters', min: 1, max: 4096, step: 1 },
    { kind: 'pair', key: 'kernelSize', label: 'Kernel size', min: 1, max: 64 },
    { kind: 'pair', key: 'strides', label: 'Strides', min: 1, max: 16 },
    { kind: 'choice', key: 'padding', label: 'Padding', options: ['valid', 'same'] },
    { kind: 'pair', key: 'dilationRate', label: 'Dilation', min: 1, max: 16 },
    { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
    { kind: 'boolean', key: 'useBias', label: 'Use bias' },
  ],
  first: { filters: 32, activation: 'relu' },
  infer,
  keras: ({ type: className, ...config }: Conv2D) => ({ className, config }),
} as const satisfies LayerDefinition<Conv2D>;
