import type { TensorFlow } from '../tf.ts';
import { activationLayer } from './activation.ts';
import {
  activationNamed,
  leakyReluFunction,
  type ActivationFunction,
} from './activationFunctions.ts';
import { batchNormalization } from './batchNormalization.ts';
import { conv2d, type WindowOptions } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import type { Kernel } from './kernel.ts';
import { lstm } from './lstm.ts';
import { averagePooling2d, maxPooling2d, type PoolingOptions } from './pooling2d.ts';
import { reshaping } from './reshaping.ts';
import { variablesOf } from './variable.ts';

/** A layer's configuration, as tfjs serialises it. */
export type LayerConfig = Readonly<Record<string, unknown>>;

/** What a kernel is made from. */
export interface KernelSource {
  readonly layer: TensorFlow.layers.Layer;
  readonly config: LayerConfig;
  /** The layer's place in the model, which its random streams are keyed by. */
  readonly place: number;
  /** Leaves the activation out, for a last layer whose softmax the loss takes over. */
  readonly withoutActivation: boolean;
}

/** Says in human words why a layer cannot run natively. */
export class UnsupportedLayerError extends Error {
  override readonly name = 'UnsupportedLayerError';
}

type KernelMaker = (source: KernelSource) => Kernel;

function refuse(source: KernelSource, reason: string): never {
  throw new UnsupportedLayerError(
    `${source.layer.getClassName()} “${source.layer.name}”: ${reason}`,
  );
}

function requireDefault(source: KernelSource, key: string, ...accepted: readonly unknown[]): void {
  const value = source.config[key];
  if (value === undefined || value === null || accepted.includes(value)) return;
  refuse(source, `${key} ${JSON.stringify(value)} has no native kernel`);
}

/** Regularisers and constraints add to the loss or the update, which the kernels know nothing of. */
function requirePlainWeights(source: KernelSource): void {
  for (const [key, value] of Object.entries(source.config)) {
    const extra = /(Regularizer|Constraint)$/.test(key);
    if (extra && value !== null && value !== undefined)
      refuse(source, `${key} has no native kernel`);
  }
}

function activationOf(source: KernelSource, key = 'activation'): ActivationFunction | null {
  if (source.withoutActivation) return null;
  const activation = activationNamed(source.config[key]);
  if (activation === undefined)
    refuse(source, `${key} ${String(source.config[key])} has no native kernel`);
  return activation;
}

function numberOf(source: KernelSource, key: string, fallback: number): number {
  const value = source.config[key];
  return typeof value === 'number' ? value : fallback;
}

function pairOf(source: KernelSource, key: string, fallback: number): readonly [number, number] {
  const value: unknown = source.config[key];
  if (typeof value === 'number') return [value, value];
  if (!Array.isArray(value)) return [fallback, fallback];
  const [rows, columns] = value as readonly unknown[];
  const first = typeof rows === 'number' ? rows : fallback;
  return [first, typeof columns === 'number' ? columns : first];
}

function paddingOf(source: KernelSource): 'same' | 'valid' {
  requireDefault(source, 'padding', 'same', 'valid');
  return source.config['padding'] === 'same' ? 'same' : 'valid';
}

function windowOf(source: KernelSource): WindowOptions {
  requireDefault(source, 'dataFormat', 'channelsLast');
  return {
    padding: paddingOf(source),
    strides: pairOf(source, 'strides', 1),
    dilation: pairOf(source, 'dilationRate', 1),
  };
}

function poolingOf(source: KernelSource): PoolingOptions {
  requireDefault(source, 'dataFormat', 'channelsLast');
  const poolSize = pairOf(source, 'poolSize', 2);
  const own = source.config['strides'];
  const strides = own === null || own === undefined ? poolSize : pairOf(source, 'strides', 2);
  return { poolSize, strides, padding: paddingOf(source) };
}

function outputShapeOf(source: KernelSource): readonly number[] {
  const shape = source.layer.outputShape as readonly (number | null)[];
  return shape.slice(1).map((size) => size ?? -1);
}

function makeBatchNormalization(source: KernelSource): Kernel {
  const rank = (source.layer.outputShape as readonly unknown[]).length;
  requireDefault(source, 'axis', -1, rank - 1);
  return batchNormalization({
    variables: variablesOf(source.layer),
    center: source.config['center'] !== false,
    scale: source.config['scale'] !== false,
    momentum: numberOf(source, 'momentum', 0.99),
    epsilon: numberOf(source, 'epsilon', 1e-3),
    frozen: !source.layer.trainable,
  });
}

function makeLstm(source: KernelSource): Kernel {
  requireDefault(source, 'activation', 'tanh');
  requireDefault(source, 'recurrentActivation', 'sigmoid');
  requirePlainRecurrence(source);
  return lstm({
    variables: variablesOf(source.layer),
    units: numberOf(source, 'units', 0),
    returnSequences: source.config['returnSequences'] === true,
    goBackwards: source.config['goBackwards'] === true,
  });
}

function requirePlainRecurrence(source: KernelSource): void {
  requireDefault(source, 'stateful', false);
  requireDefault(source, 'returnState', false);
  requireDefault(source, 'dropout', 0);
  requireDefault(source, 'recurrentDropout', 0);
}

const makers: ReadonlyMap<string, KernelMaker> = new Map<string, KernelMaker>([
  [
    'Conv2D',
    (source) =>
      conv2d({
        ...windowOf(source),
        variables: variablesOf(source.layer),
        activation: activationOf(source),
      }),
  ],
  [
    'Dense',
    (source) => dense({ variables: variablesOf(source.layer), activation: activationOf(source) }),
  ],
  ['BatchNormalization', makeBatchNormalization],
  ['Dropout', (source) => makeDropout(source, false)],
  ['SpatialDropout2D', (source) => makeDropout(source, true)],
  ['MaxPooling2D', (source) => maxPooling2d(poolingOf(source))],
  ['AveragePooling2D', (source) => averagePooling2d(poolingOf(source))],
  ['Flatten', (source) => reshaping(outputShapeOf(source))],
  ['Reshape', (source) => reshaping(outputShapeOf(source))],
  ['Activation', (source) => activationLayer(activationOf(source))],
  ['ReLU', makeRelu],
  ['LeakyReLU', (source) => activationLayer(leakyReluFunction(numberOf(source, 'alpha', 0.3)))],
  ['Softmax', makeSoftmax],
  ['LSTM', makeLstm],
]);

function makeDropout(source: KernelSource, spatial: boolean): Kernel {
  requireDefault(source, 'noiseShape');
  requireDefault(source, 'dataFormat', 'channelsLast');
  return dropout({ rate: numberOf(source, 'rate', 0), layer: source.place, spatial });
}

function makeRelu(source: KernelSource): Kernel {
  requireDefault(source, 'maxValue', 6);
  return activationLayer(
    activationNamed(source.config['maxValue'] === 6 ? 'relu6' : 'relu') ?? null,
  );
}

function makeSoftmax(source: KernelSource): Kernel {
  const rank = (source.layer.outputShape as readonly unknown[]).length;
  requireDefault(source, 'axis', -1, rank - 1);
  return activationLayer(source.withoutActivation ? null : (activationNamed('softmax') ?? null));
}

/** The classes of layer that have a native kernel, by Keras's name. */
export const nativeLayerClasses: readonly string[] = [...makers.keys()];

/**
 * Makes the native kernel of a layer, with its own copy of the layer's weights.
 * @throws UnsupportedLayerError when the layer, or one of its options, has none
 */
export function createKernel(source: KernelSource): Kernel {
  const maker = makers.get(source.layer.getClassName());
  if (maker === undefined) refuse(source, 'has no native kernel');
  requirePlainWeights(source);
  return maker(source);
}
