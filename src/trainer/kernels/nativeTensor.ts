import { binding, type TensorMetadata } from '../tf.ts';

/** A tensor held by libtensorflow, outside tfjs's own book-keeping. */
export type NativeTensor = TensorMetadata;

/** `TF_DataType` numbers, as the C API has them. */
export const dtype = {
  float32: 1,
  int32: 3,
  uint8: 4,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  resource: 20,
  uint64: 23,
} as const;

/** The tensors made since the innermost {@link scoped} began; null outside any scope. */
let current: NativeTensor[] | null = null;

/** Registers a fresh tensor with the innermost scope, which deletes it unless it is kept. */
export function track(tensor: NativeTensor): NativeTensor {
  current?.push(tensor);
  return tensor;
}

/** Deletes a tensor's handle; the buffer goes with its last handle. */
export function release(tensor: NativeTensor): void {
  binding.deleteTensor(tensor.id);
}

function closeScope(made: readonly NativeTensor[], kept: ReadonlySet<number>): void {
  for (const tensor of made) {
    if (!kept.has(tensor.id)) release(tensor);
    else current?.push(tensor);
  }
}

/**
 * Runs `body` and deletes every tensor it made except those in its result's `keep`.
 * Kept tensors pass to the enclosing scope, or to the caller where there is none.
 */
export function scoped<T>(
  body: () => { readonly keep: readonly NativeTensor[]; readonly result: T },
): T {
  const outer = current;
  const made: NativeTensor[] = [];
  current = made;
  let kept: ReadonlySet<number> = new Set();
  try {
    const { keep, result } = body();
    kept = new Set(keep.map((tensor) => tensor.id));
    return result;
  } finally {
    current = outer;
    closeScope(made, kept);
  }
}

/** Runs `body` outside every scope, so that what it makes lives until it is released by hand. */
export function untracked<T>(body: () => T): T {
  const outer = current;
  current = null;
  try {
    return body();
  } finally {
    current = outer;
  }
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function upload(
  values: Float32Array | Int32Array | Uint8Array,
  shape: readonly number[],
  type: number,
): NativeTensor {
  if (values.length !== elementCount(shape)) {
    throw new RangeError(`${values.length} values do not fill the shape [${shape.join(', ')}]`);
  }
  return track({ id: binding.createTensor(shape, type, values), shape, dtype: type });
}

/** Makes a float32 tensor; `values` may be shared, so never change them afterwards. */
export function floatTensor(values: Float32Array, shape: readonly number[]): NativeTensor {
  return upload(values, shape, dtype.float32);
}

/** Makes an int32 tensor; `values` may be shared, so never change them afterwards. */
export function intTensor(values: Int32Array, shape: readonly number[]): NativeTensor {
  return upload(values, shape, dtype.int32);
}

/** Makes a uint8 tensor; `values` may be shared, so never change them afterwards. */
export function byteTensor(values: Uint8Array, shape: readonly number[]): NativeTensor {
  return upload(values, shape, dtype.uint8);
}

/** Copies a float32 tensor to JavaScript. */
export function readFloats(tensor: NativeTensor): Float32Array {
  return binding.tensorDataSync(tensor.id) as Float32Array;
}

/** Copies an int32 tensor to JavaScript. */
export function readInts(tensor: NativeTensor): Int32Array {
  return binding.tensorDataSync(tensor.id) as Int32Array;
}
