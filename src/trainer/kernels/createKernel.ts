import { activationLayer } from './activation.ts';
import { activationNamed, leakyReluFunction } from './activationFunctions.ts';
import { batchNormalization } from './batchNormalization.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwiseConv2d.ts';
import { dropout, noiseShapeOf } from './dropout.ts';
import { gaussianNoise } from './gaussianNoise.ts';
import { globalAveragePooling2d, globalMaxPooling2d } from './globalPooling2d.ts';
import type { Kernel } from './kernel.ts';
import { layerNormalization } from './layerNormalization.ts';
import {
  activationOf,
  depthwiseWindowOf,
  numberOf,
  outputShapeOf,
  poolingOf,
  refuse,
  requireChannelsLast,
  requireLastAxis,
  requireOption,
  requirePlainWeights,
  windowOf,
  type KernelSource,
} from './layerOptions.ts';
import { add, concatenate } from './merge.ts';
import { permute } from './permute.ts';
import { averagePooling2d, maxPooling2d } from './pooling2d.ts';
import { makeBidirectional, makeGru, makeLstm, makeSimpleRnn } from './recurrentKernels.ts';
import { rescaling } from './rescaling.ts';
import { reshaping } from './reshaping.ts';
import { separableConv2d } from './separableConv2d.ts';
import { variablesOf } from './variable.ts';
import { zeroPadding2d, type Margins } from './zeroPadding2d.ts';

export { UnsupportedLayerError, type KernelSource, type LayerConfig } from './layerOptions.ts';

type KernelMaker = (source: KernelSource) => Kernel;

function makeConvolution(source: KernelSource): Kernel {
  const activation = activationOf(source);
  return conv2d({ ...windowOf(source), variables: variablesOf(source.layer), activation });
}

function makeDepthwise(source: KernelSource): Kernel {
  const activation = activationOf(source);
  const window = depthwiseWindowOf(source);
  return depthwiseConv2d({ ...window, variables: variablesOf(source.layer), activation });
}

function makeSeparable(source: KernelSource): Kernel {
  const activation = activationOf(source);
  const window = depthwiseWindowOf(source);
  return separableConv2d({ ...window, variables: variablesOf(source.layer), activation });
}

function makeDense(source: KernelSource): Kernel {
  const activation = activationOf(source);
  return dense({ variables: variablesOf(source.layer), activation });
}

function normalizationOf(source: KernelSource) {
  requireLastAxis(source);
  return {
    variables: variablesOf(source.layer),
    center: source.config['center'] !== false,
    scale: source.config['scale'] !== false,
    epsilon: numberOf(source, 'epsilon', 1e-3),
  };
}

function makeBatchNormalization(source: KernelSource): Kernel {
  const momentum = numberOf(source, 'momentum', 0.99);
  const frozen = !source.layer.trainable;
  return batchNormalization({ ...normalizationOf(source), momentum, frozen });
}

function makeDropout(source: KernelSource): Kernel {
  requireChannelsLast(source);
  const noiseShape = noiseShapeOf(source.layer.getClassName(), source.config);
  return dropout({ rate: numberOf(source, 'rate', 0), layer: source.place, noiseShape });
}

function makeZeroPadding(source: KernelSource): Kernel {
  requireChannelsLast(source);
  const value = source.config['padding'];
  // tfjs brings a number or a pair into this form when it builds the layer.
  if (!Array.isArray(value)) return refuse(source, 'its padding is not a list');
  return zeroPadding2d(value as unknown as Margins);
}

function makeRelu(source: KernelSource): Kernel {
  requireOption(source, 'maxValue', 6);
  const name = source.config['maxValue'] === 6 ? 'relu6' : 'relu';
  return activationLayer(activationNamed(name) ?? null);
}

function makeSoftmax(source: KernelSource): Kernel {
  requireLastAxis(source);
  return activationLayer(source.withoutActivation ? null : (activationNamed('softmax') ?? null));
}

function makeGlobal(pooling: () => Kernel): KernelMaker {
  return (source) => {
    requireChannelsLast(source);
    return pooling();
  };
}

const makers: ReadonlyMap<string, KernelMaker> = new Map<string, KernelMaker>([
  ['Activation', (source) => activationLayer(activationOf(source))],
  ['Add', () => add()],
  ['AveragePooling2D', (source) => averagePooling2d(poolingOf(source))],
  ['BatchNormalization', makeBatchNormalization],
  ['Bidirectional', makeBidirectional],
  ['Concatenate', (source) => concatenate(numberOf(source, 'axis', -1))],
  ['Conv2D', makeConvolution],
  ['Dense', makeDense],
  ['DepthwiseConv2D', makeDepthwise],
  ['Dropout', makeDropout],
  ['Flatten', (source) => reshaping(outputShapeOf(source))],
  ['GRU', makeGru],
  ['GaussianNoise', (source) => gaussianNoise(numberOf(source, 'stddev', 0), source.place)],
  ['GlobalAveragePooling2D', makeGlobal(globalAveragePooling2d)],
  ['GlobalMaxPooling2D', makeGlobal(globalMaxPooling2d)],
  ['LSTM', makeLstm],
  ['LayerNormalization', (source) => layerNormalization(normalizationOf(source))],
  ['LeakyReLU', (source) => activationLayer(leakyReluFunction(numberOf(source, 'alpha', 0.3)))],
  ['MaxPooling2D', (source) => maxPooling2d(poolingOf(source))],
  ['Permute', (source) => permute(source.config['dims'] as readonly number[])],
  ['ReLU', makeRelu],
  ['Rescaling', (source) => rescaling(numberOf(source, 'scale', 1), numberOf(source, 'offset', 0))],
  ['Reshape', (source) => reshaping(outputShapeOf(source))],
  ['SeparableConv2D', makeSeparable],
  ['SimpleRNN', makeSimpleRnn],
  ['Softmax', makeSoftmax],
  ['SpatialDropout1D', makeDropout],
  ['SpatialDropout2D', makeDropout],
  ['ZeroPadding2D', makeZeroPadding],
]);

/** The classes of layer that have a native kernel, by Keras's name. */
export const nativeLayerClasses: readonly string[] = [...makers.keys()];

/**
 * Makes the native kernel of a layer, with its own copy of the layer's weights.
 * @throws UnsupportedLayerError when the layer, or one of its options, has none
 */
export function createKernel(source: KernelSource): Kernel {
  const maker = makers.get(source.layer.getClassName());
  if (maker === undefined) return refuse(source, 'has no native kernel');
  requirePlainWeights(source);
  return maker(source);
}
