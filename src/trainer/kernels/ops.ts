import { executeOp, type OpAttribute } from '../tf.ts';
import {
  dtype,
  floatTensor,
  intTensor,
  track,
  untracked,
  type NativeTensor,
} from './nativeTensor.ts';

/** Makes a `type` attribute from a `TF_DataType` number. */
export function typeAttribute(name: string, value: number): OpAttribute {
  return { name, type: 4, value };
}

/** Makes an integer or list-of-integers attribute. */
export function intAttribute(name: string, value: number | readonly number[]): OpAttribute {
  return { name, type: 1, value };
}

/** Makes a float attribute. */
export function floatAttribute(name: string, value: number): OpAttribute {
  return { name, type: 2, value };
}

/** Makes a boolean attribute. */
export function boolAttribute(name: string, value: boolean): OpAttribute {
  return { name, type: 3, value };
}

/** Makes a string attribute. */
export function stringAttribute(name: string, value: string): OpAttribute {
  return { name, type: 0, value };
}

/** Makes a shape attribute. */
export function shapeAttribute(name: string, value: readonly number[]): OpAttribute {
  return { name, type: 5, value };
}

/** The attribute under which oneDNN's own operations answer to an eager call. */
export const oneDnnLabel: OpAttribute = stringAttribute('_kernel', 'MklNameChangeOp');

/** Runs an operation with several outputs; each is tracked by the current scope. */
export function executeAll(
  name: string,
  attributes: readonly OpAttribute[],
  inputs: readonly NativeTensor[],
  outputCount: number,
): NativeTensor[] {
  const ids = inputs.map((input) => input.id);
  return executeOp(name, attributes, ids, outputCount).map(track);
}

/** Runs an operation with one output, tracked by the current scope. */
export function execute(
  name: string,
  attributes: readonly OpAttribute[],
  inputs: readonly NativeTensor[],
): NativeTensor {
  const [output] = executeAll(name, attributes, inputs, 1);
  if (output === undefined) throw new Error(`${name} made no output`);
  return output;
}

/** Runs an operation for its effect alone. */
export function executeVoid(
  name: string,
  attributes: readonly OpAttribute[],
  inputs: readonly NativeTensor[],
): void {
  executeAll(name, attributes, inputs, 0);
}

/**
 * Constants that live as long as the process: shapes, permutations, scale factors.
 * Bounded by the number of distinct layer shapes, never by the number of steps.
 */
const constants = new Map<string, NativeTensor>();

function constant(key: string, make: () => NativeTensor): NativeTensor {
  const known = constants.get(key);
  if (known !== undefined) return known;
  const made = untracked(make);
  constants.set(key, made);
  return made;
}

/** A cached int32 vector, such as a shape or a permutation. */
export function constantInts(values: readonly number[]): NativeTensor {
  return constant(`i${values.join(',')}`, () =>
    intTensor(Int32Array.from(values), [values.length]),
  );
}

/** A cached int32 scalar. */
export function constantInt(value: number): NativeTensor {
  return constant(`s${value}`, () => intTensor(Int32Array.of(value), []));
}

/** A cached float32 scalar; never call it with a value that changes from step to step. */
export function constantFloat(value: number): NativeTensor {
  return constant(`f${value}`, () => floatTensor(Float32Array.of(value), []));
}

/** A cached float32 vector; never call it with values that change from step to step. */
export function constantFloats(values: readonly number[]): NativeTensor {
  return constant(`l${values.join(',')}`, () =>
    floatTensor(Float32Array.from(values), [values.length]),
  );
}

/** A cached float32 tensor filled with one value. */
export function constantFill(value: number, shape: readonly number[]): NativeTensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return constant(`v${value}:${shape.join(',')}`, () =>
    floatTensor(new Float32Array(length).fill(value), shape),
  );
}

/** Gives a tensor another shape without copying it. */
export function reshape(input: NativeTensor, shape: readonly number[]): NativeTensor {
  const attributes = [typeAttribute('T', input.dtype), typeAttribute('Tshape', dtype.int32)];
  return execute('Reshape', attributes, [input, constantInts(shape)]);
}

/** Another handle to the same buffer, which lives as long as either. */
export function identity(input: NativeTensor): NativeTensor {
  return execute('Identity', [typeAttribute('T', input.dtype)], [input]);
}

/** Converts a tensor to another type. */
export function cast(input: NativeTensor, to: number): NativeTensor {
  const attributes = [typeAttribute('SrcT', input.dtype), typeAttribute('DstT', to)];
  return execute('Cast', attributes, [input]);
}

/** Applies an element-wise operation whose only attribute is its type `T`. */
export function elementwise(name: string, ...inputs: readonly NativeTensor[]): NativeTensor {
  const type = inputs[0]?.dtype ?? dtype.float32;
  return execute(name, [typeAttribute('T', type)], inputs);
}

/** Permutes the axes of a tensor. */
export function transpose(input: NativeTensor, permutation: readonly number[]): NativeTensor {
  const attributes = [typeAttribute('T', input.dtype), typeAttribute('Tperm', dtype.int32)];
  return execute('Transpose', attributes, [input, constantInts(permutation)]);
}

/** Sums over axes. */
export function sum(input: NativeTensor, axes: readonly number[], keepDims = false): NativeTensor {
  const attributes = [
    typeAttribute('T', input.dtype),
    typeAttribute('Tidx', dtype.int32),
    boolAttribute('keep_dims', keepDims),
  ];
  return execute('Sum', attributes, [input, constantInts(axes)]);
}

/** Means over axes. */
export function mean(input: NativeTensor, axes: readonly number[], keepDims = false): NativeTensor {
  const attributes = [
    typeAttribute('T', input.dtype),
    typeAttribute('Tidx', dtype.int32),
    boolAttribute('keep_dims', keepDims),
  ];
  return execute('Mean', attributes, [input, constantInts(axes)]);
}

/** Takes rows (or slices along `axis`) by int32 indices. */
export function gather(input: NativeTensor, indices: NativeTensor, axis = 0): NativeTensor {
  const attributes = [
    typeAttribute('Tparams', input.dtype),
    typeAttribute('Tindices', dtype.int32),
    typeAttribute('Taxis', dtype.int32),
    intAttribute('batch_dims', 0),
  ];
  return execute('GatherV2', attributes, [input, indices, constantInt(axis)]);
}

/** Two-dimensional product, either side transposed. */
export function matMul(
  a: NativeTensor,
  b: NativeTensor,
  transposeA = false,
  transposeB = false,
): NativeTensor {
  const attributes = [
    typeAttribute('T', a.dtype),
    boolAttribute('transpose_a', transposeA),
    boolAttribute('transpose_b', transposeB),
  ];
  return execute('MatMul', attributes, [a, b]);
}

/** Two-dimensional product by the batched kernel, which oneDNN runs faster for a transposed b. */
export function batchMatMul(
  a: NativeTensor,
  b: NativeTensor,
  adjointA = false,
  adjointB = false,
): NativeTensor {
  const attributes = [
    typeAttribute('T', a.dtype),
    boolAttribute('adj_x', adjointA),
    boolAttribute('adj_y', adjointB),
  ];
  return execute('BatchMatMulV2', attributes, [a, b]);
}

/** Joins tensors along an axis. */
export function concat(inputs: readonly NativeTensor[], axis: number): NativeTensor {
  const attributes = [
    typeAttribute('T', inputs[0]?.dtype ?? dtype.float32),
    typeAttribute('Tidx', dtype.int32),
    intAttribute('N', inputs.length),
  ];
  return execute('ConcatV2', attributes, [...inputs, constantInt(axis)]);
}

/** Cuts a tensor into its slices along an axis, dropping that axis. */
export function unstack(input: NativeTensor, axis: number): NativeTensor[] {
  const count = input.shape[axis] ?? 0;
  const attributes = [
    typeAttribute('T', input.dtype),
    intAttribute('num', count),
    intAttribute('axis', axis),
  ];
  return executeAll('Unpack', attributes, [input], count);
}

/** Lays tensors of one shape beside each other along a new axis. */
export function stack(inputs: readonly NativeTensor[], axis: number): NativeTensor {
  const attributes = [
    typeAttribute('T', inputs[0]?.dtype ?? dtype.float32),
    intAttribute('N', inputs.length),
    intAttribute('axis', axis),
  ];
  return execute('Pack', attributes, inputs);
}

/** Takes the block of `size` that begins at `begin`. */
export function slice(
  input: NativeTensor,
  begin: readonly number[],
  size: readonly number[],
): NativeTensor {
  const attributes = [typeAttribute('T', input.dtype), typeAttribute('Index', dtype.int32)];
  return execute('Slice', attributes, [input, constantInts(begin), constantInts(size)]);
}

/** Takes every `steps[axis]`-th slice along each axis, from the first. */
export function everyNth(input: NativeTensor, steps: readonly number[]): NativeTensor {
  const whole = 2 ** steps.length - 1;
  const attributes = [
    typeAttribute('T', input.dtype),
    typeAttribute('Index', dtype.int32),
    intAttribute('begin_mask', whole),
    intAttribute('end_mask', whole),
    intAttribute('ellipsis_mask', 0),
    intAttribute('new_axis_mask', 0),
    intAttribute('shrink_axis_mask', 0),
  ];
  const ends = constantInts(steps.map(() => 0));
  return execute('StridedSlice', attributes, [input, ends, ends, constantInts(steps)]);
}
