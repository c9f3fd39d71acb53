import { z } from 'zod';
import { ACTIVATIONS, activationSchema, paddingSchema, sizePair, wholeNumber } from '../fields.ts';
import { fails, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import { formatShape, slide, type Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('Conv2D'),
  filters: wholeNumber('filters', 1, 4096),
  kernelSize: sizePair('kernelSize', 64).default([3, 3]),
  strides: sizePair('strides', 16).default([1, 1]),
  padding: paddingSchema.default('valid'),
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
});

/** Two-dimensional convolution over `[height, width, channels]`. */
export type Conv2D = z.infer<typeof schema>;

function infer(layer: Conv2D, input: Shape): LayerInference {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined || input.length !== 3) {
    return fails({
      message: `Conv2D needs an image (height × width × channels), but receives ${formatShape(input)}`,
      hint: 'Place it before Flatten, and give the network image input',
    });
  }
  const [kernelHeight, kernelWidth] = layer.kernelSize;
  const outHeight = slide(height, kernelHeight, layer.strides[0], layer.padding);
  const outWidth = slide(width, kernelWidth, layer.strides[1], layer.padding);
  if (outHeight < 1 || outWidth < 1) {
    return fails({
      field: 'kernelSize',
      message: `The kernel ${kernelHeight} × ${kernelWidth} is larger than its input ${height} × ${width}`,
      hint: `Use a kernel of at most ${height} × ${width}, or padding "same"`,
    });
  }
  const weights = kernelHeight * kernelWidth * channels * layer.filters;
  return {
    ok: true,
    output: [outHeight, outWidth, layer.filters],
    trainableParameters: weights + (layer.useBias ? layer.filters : 0),
    nonTrainableParameters: 0,
    multiplyAdds: weights * outHeight * outWidth,
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
    { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
    { kind: 'boolean', key: 'useBias', label: 'Use bias' },
  ],
  infer,
  keras: ({ filters, kernelSize, strides, padding, activation, useBias }: Conv2D) => ({
    className: 'Conv2D',
    config: { filters, kernelSize, strides, padding, activation, useBias },
  }),
} as const satisfies LayerDefinition<Conv2D>;
