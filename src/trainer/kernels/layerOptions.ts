import type { TensorFlow } from '../tf.ts';
import { activationNamed, type ActivationFunction } from './activationFunctions.ts';
import type { WindowOptions } from './conv2d.ts';
import type { PoolingOptions } from './pooling2d.ts';
import { isKnownRegularizer } from './regularizer.ts';

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

/** Gives up on a layer. @throws UnsupportedLayerError always */
export function refuse({ layer }: KernelSource, reason: string): never {
  throw new UnsupportedLayerError(`${layer.getClassName()} “${layer.name}”: ${reason}`);
}

/** Refuses an option that is set to anything but what the kernel knows. */
export function requireOption(
  source: KernelSource,
  key: string,
  ...accepted: readonly unknown[]
): void {
  const value = source.config[key];
  if (value === undefined || value === null || accepted.includes(value)) return;
  refuse(source, `${key} ${JSON.stringify(value)} has no native kernel`);
}

/** Refuses constraints and regularisers of one's own: they add to the update or the loss. */
export function requirePlainWeights(source: KernelSource): void {
  for (const [key, value] of Object.entries(source.config)) {
    const extra = /(Regularizer|Constraint)$/.test(key);
    if (extra && value !== null && value !== undefined && !isKnownRegularizer(value)) {
      refuse(source, `${key} has no native kernel`);
    }
  }
}

/** A layer's activation; null is linear. */
export function activationOf(source: KernelSource, key = 'activation'): ActivationFunction | null {
  if (source.withoutActivation) return null;
  const activation = activationNamed(source.config[key]);
  if (activation !== undefined) return activation;
  return refuse(source, `${key} ${String(source.config[key])} has no native kernel`);
}

/** An activation whose gradient is known from its output, as recurrent kernels need it. */
export function outputActivationOf(source: KernelSource, key: string): ActivationFunction {
  const activation = activationNamed(source.config[key]);
  if (activation && activation.readsInput !== true) return activation;
  return refuse(source, `${key} ${String(source.config[key])} has no native kernel`);
}

/** A number of the configuration. */
export function numberOf({ config }: KernelSource, key: string, fallback: number): number {
  const value = config[key];
  return typeof value === 'number' ? value : fallback;
}

/** A pair of the configuration, rows first; a single number counts twice. */
export function pairOf(
  { config }: KernelSource,
  key: string,
  fallback: number,
): readonly [number, number] {
  const value: unknown = config[key];
  if (typeof value === 'number') return [value, value];
  if (!Array.isArray(value)) return [fallback, fallback];
  const [rows, columns] = value as readonly unknown[];
  const first = typeof rows === 'number' ? rows : fallback;
  return [first, typeof columns === 'number' ? columns : first];
}

/** Refuses any order of axes but channels last. */
export function requireChannelsLast(source: KernelSource): void {
  requireOption(source, 'dataFormat', 'channelsLast');
}

/** Refuses any axis but the last. */
export function requireLastAxis(source: KernelSource): void {
  const axis = source.config['axis'];
  const single: unknown = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
  const last = rankOf(source) - 1;
  if (single === undefined || single === null || single === -1 || single === last) return;
  refuse(source, `axis ${JSON.stringify(axis)} has no native kernel`);
}

function paddingOf(source: KernelSource): 'same' | 'valid' {
  requireOption(source, 'padding', 'same', 'valid');
  return source.config['padding'] === 'same' ? 'same' : 'valid';
}

/** The window of a convolution. */
export function windowOf(source: KernelSource): WindowOptions {
  requireChannelsLast(source);
  return {
    padding: paddingOf(source),
    strides: pairOf(source, 'strides', 1),
    dilation: pairOf(source, 'dilationRate', 1),
  };
}

/** The window of a depthwise convolution, whose kernel knows equal strides and no dilation. */
export function depthwiseWindowOf(source: KernelSource): WindowOptions {
  const window = windowOf(source);
  if (window.strides[0] !== window.strides[1])
    refuse(source, 'unequal strides have no native kernel');
  if (Math.max(...window.dilation) > 1) refuse(source, 'dilationRate has no native kernel');
  return window;
}

/** The window of a pooling. */
export function poolingOf(source: KernelSource): PoolingOptions {
  requireChannelsLast(source);
  const poolSize = pairOf(source, 'poolSize', 2);
  const own = source.config['strides'];
  const strides = own === null || own === undefined ? poolSize : pairOf(source, 'strides', 2);
  return { poolSize, strides, padding: paddingOf(source) };
}

/** A layer's output shape without the batch axis. */
export function outputShapeOf({ layer }: KernelSource): readonly number[] {
  const shape = layer.outputShape as readonly (number | null)[];
  return shape.slice(1).map((size) => size ?? -1);
}

/** How many axes a layer's output has, the batch axis included. */
export function rankOf({ layer }: KernelSource): number {
  return (layer.outputShape as readonly unknown[]).length;
}
