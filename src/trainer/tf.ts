import { createRequire } from 'node:module';
import type * as TensorFlow from '@tensorflow/tfjs-node';

/** What TensorFlow answers for every tensor that an operation made. */
export interface TensorMetadata {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** One attribute of a raw operation; `type` is a `TF_AttrType`. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

/** The part of the native addon that the engine calls directly. */
export interface NativeBinding {
  readonly TF_Version: string;
  createTensor(
    shape: readonly number[],
    dtype: number,
    values: Float32Array | Int32Array | Uint8Array,
  ): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array | BigInt64Array;
  executeOp(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly number[],
    outputCount: number,
  ): TensorMetadata[];
  getNumOfTensors(): number;
  isUsingGpuDevice(): boolean;
}

const requireNative = createRequire(import.meta.url);

/**
 * tfjs-node 4.22 calls two helpers of `util` that newer Node versions removed, or warn of on first use.
 * They must be in place before the package is evaluated.
 */
function restoreUtilHelpers(): void {
  const util = requireNative('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] = (value: unknown) => value === null || value === undefined;
  util['isArray'] = Array.isArray;
}

restoreUtilHelpers();
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';

/** TensorFlow.js on native TensorFlow; the one place of the project that loads it. */
export const tf = requireNative('@tensorflow/tfjs-node') as typeof TensorFlow;

/** The addon behind {@link tf}. */
export const binding = (tf.backend() as unknown as { readonly binding: NativeBinding }).binding;

/**
 * Runs any kernel registered in the loaded libtensorflow.
 * @param inputs ids of native tensors
 * @returns metadata of the outputs; the caller owns them
 * @throws Error with TensorFlow's status when the operation is missing or refuses its input
 */
export function executeOp(
  name: string,
  attributes: readonly OpAttribute[],
  inputs: readonly number[],
  outputCount: number,
): TensorMetadata[] {
  return binding.executeOp(name, attributes, inputs, outputCount);
}

export type { TensorFlow };
