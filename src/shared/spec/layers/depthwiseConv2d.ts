import { z } from 'zod';
import { ACTIVATIONS, activationSchema, paddingSchema, sizePair, wholeNumber } from '../fields.ts';
import type { LayerDefinition, LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import { needsEqualStrides, slideOver } from './slidingWindow.ts';

const schema = z.strictObject({
  type: z.literal('DepthwiseConv2D'),
  kernelSize: sizePair('kernelSize', 64).default([3, 3]),
  strides: sizePair('strides', 16).default([1, 1]),
  padding: paddingSchema.default('valid'),
  depthMultiplier: wholeNumber('depthMultiplier', 1, 64).default(1),
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
});

/** A convolution of each channel with kernels of its own. */
export type DepthwiseConv2D = z.infer<typeof schema>;

function infer(layer: DepthwiseConv2D, input: Shape): LayerInference {
  if (layer.strides[0] !== layer.strides[1]) return needsEqualStrides(layer.type);
  const places = slideOver(layer, input);
  if (!places.ok) return places;
  const { height, width, channels } = places;
  const outputs = channels * layer.depthMultiplier;
  const weights = layer.kernelSize[0] * layer.kernelSize[1] * outputs;
  return {
    ok: true,
    output: [height, width, outputs],
    trainableParameters: weights + (layer.useBias ? outputs : 0),
    nonTrainableParameters: 0,
    multiplyAdds: weights * height * width,
  };
}

/** Keras's DepthwiseConv2D, with Keras's defaults. */
export const depthwiseConv2d = {
  type: 'DepthwiseConv2D',
  family: 'convolution',
  summary: 'Filters each channel by itself',
  schema,
  fields: [
    { kind: 'pair', key: 'kernelSize', label: 'Kernel size', min: 1, max: 64 },
    { kind: 'pair', key: 'strides', label: 'Strides', min: 1, max: 16 },
    { kind: 'choice', key: 'padding', label: 'Padding', options: ['valid', 'same'] },
    { kind: 'integer', key: 'depthMultiplier', label: 'Depth mult.', min: 1, max: 64, step: 1 },
    { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
    { kind: 'boolean', key: 'useBias', label: 'Use bias' },
  ],
  first: { activation: 'relu' },
  infer,
  keras: ({ type: className, ...config }: DepthwiseConv2D) => ({ className, config }),
} as const satisfies LayerDefinition<DepthwiseConv2D>;
