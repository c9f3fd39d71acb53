import { z } from 'zod';
import type { LayerDefinition, LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import {
  depthMultiplierField,
  depthMultiplierOption,
  outputFields,
  outputOptions,
  windowFields,
  windowOptions,
} from './convolution.ts';
import { needsEqualStrides, slideOver } from './slidingWindow.ts';
import { weightOptions } from './weightOptions.ts';

const weights = weightOptions({ depthwise: 'glorotUniform', bias: 'zeros' });

const schema = z.strictObject({
  type: z.literal('DepthwiseConv2D'),
  ...windowOptions,
  ...depthMultiplierOption,
  ...outputOptions,
  ...weights.shape,
});

/** A convolution of each channel with kernels of its own. */
export type DepthwiseConv2D = z.infer<typeof schema>;

function infer(layer: DepthwiseConv2D, input: Shape): LayerInference {
  if (layer.strides[0] !== layer.strides[1]) return needsEqualStrides(layer.type);
  const places = slideOver(layer, input);
  if (!places.ok) return places;
  const { height, width, channels } = places;
  const outputs = channels * layer.depthMultiplier;
  const products = layer.kernelSize[0] * layer.kernelSize[1] * outputs;
  return {
    ok: true,
    output: [height, width, outputs],
    trainableParameters: products + (layer.useBias ? outputs : 0),
    nonTrainableParameters: 0,
    multiplyAdds: products * height * width,
  };
}

/** Keras's DepthwiseConv2D, with Keras's defaults. */
export const depthwiseConv2d = {
  type: 'DepthwiseConv2D',
  family: 'convolution',
  summary: 'Filters each channel by itself',
  schema,
  fields: [...windowFields, depthMultiplierField, ...outputFields, ...weights.fields],
  first: { activation: 'relu' },
  infer,
  keras: (layer: DepthwiseConv2D) => ({ className: layer.type, config: weights.keras(layer) }),
} as const satisfies LayerDefinition<DepthwiseConv2D>;
