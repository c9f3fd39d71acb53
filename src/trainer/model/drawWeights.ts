import { randomStream, type RandomStream } from '../../shared/random/randomStream.ts';
import type { InitializerName } from '../../shared/spec/initializers.ts';
import { orthonormalColumns } from './orthonormalColumns.ts';

/**
 * Where a weight belongs: the run's seed, the layer's place in the stack (its number, or its path
 * inside a block), the weight's role.
 */
export interface WeightPlace {
  readonly seed: number;
  readonly layer: number | string;
  readonly role:
    | 'kernel'
    | 'recurrentKernel'
    | 'depthwiseKernel'
    | 'pointwiseKernel'
    | 'backwardKernel'
    | 'backwardRecurrentKernel'
    | 'bias'
    | 'backwardBias'
    | 'gamma'
    | 'beta';
}

/** How wide a VarianceScaling initialiser draws, after Keras. */
interface Scaling {
  readonly scale: 1 | 2;
  readonly fan: 'in' | 'average';
  readonly distribution: 'uniform' | 'truncatedNormal';
}

/** An initialiser whose numbers are drawn; `zeros` and `ones` are not. */
export type DrawnInitializer = Exclude<InitializerName, 'zeros' | 'ones'>;

/**
 * X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010); K. He et al., "Delving deep into rectifiers" (2015); Y. LeCun et al., "Efficient
 * backprop" (1998).
 */
const SCALINGS: Readonly<Partial<Record<DrawnInitializer, Scaling>>> = {
  glorotUniform: { scale: 1, fan: 'average', distribution: 'uniform' },
  glorotNormal: { scale: 1, fan: 'average', distribution: 'truncatedNormal' },
  heUniform: { scale: 2, fan: 'in', distribution: 'uniform' },
  heNormal: { scale: 2, fan: 'in', distribution: 'truncatedNormal' },
  lecunUniform: { scale: 1, fan: 'in', distribution: 'uniform' },
  lecunNormal: { scale: 1, fan: 'in', distribution: 'truncatedNormal' },
};

/** Keras's default of RandomUniform's limit, and of RandomNormal's and TruncatedNormal's stddev. */
const NARROW = 0.05;

/** The standard deviation of a standard normal that is cut off at ±2. */
const TRUNCATED_STDDEV = 0.87962566103423978;

/**
 * Draws initial weights as Keras's initialiser of that name does, with its default options.
 *
 * @param shape the last two axes are inputs and outputs; those before them are a receptive field
 */
export function drawWeights(
  name: DrawnInitializer,
  shape: readonly number[],
  place: WeightPlace,
): Float32Array {
  if (name === 'orthogonal') return orthogonal(shape, place);
  const stream = streamFor(place);
  const draw = drawerOf(name, shape, stream);
  return fill(sizeOf(shape), draw);
}

function drawerOf(
  name: Exclude<DrawnInitializer, 'orthogonal'>,
  shape: readonly number[],
  stream: RandomStream,
): () => number {
  const scaling = SCALINGS[name];
  if (scaling !== undefined) return scaledDrawer(scaling, shape, stream);
  if (name === 'randomUniform') return () => (2 * stream.float() - 1) * NARROW;
  if (name === 'randomNormal') return () => stream.normal() * NARROW;
  return () => truncatedNormal(stream) * NARROW;
}

function scaledDrawer(
  { scale, fan, distribution }: Scaling,
  shape: readonly number[],
  stream: RandomStream,
): () => number {
  const { fanIn, fanOut } = fans(shape);
  const width = fan === 'in' ? fanIn : (fanIn + fanOut) / 2;
  if (distribution === 'uniform') {
    const limit = Math.sqrt((3 * scale) / width);
    return () => (2 * stream.float() - 1) * limit;
  }
  const stddev = Math.sqrt(scale / width) / TRUNCATED_STDDEV;
  return () => truncatedNormal(stream) * stddev;
}

/** Standard normal, drawn again beyond two standard deviations. */
function truncatedNormal(stream: RandomStream): number {
  for (;;) {
    const value = stream.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/**
 * Draws initial weights by Keras's Orthogonal with gain 1: a matrix with orthonormal rows or
 * columns, whichever are fewer, after A. Saxe et al., "Exact solutions to the nonlinear dynamics of
 * learning in deep linear neural networks" (2013).
 *
 * @param shape at least two axes; all but the last are taken together as rows
 */
function orthogonal(shape: readonly number[], place: WeightPlace): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / columns;
  const tall = Math.max(rows, columns);
  const narrow = Math.min(rows, columns);
  const stream = streamFor(place);
  const drawn = Float64Array.from({ length: tall * narrow }, () => stream.normal());
  const q = orthonormalColumns(drawn, tall, narrow);
  return fill(rows * columns, (index) => {
    const row = Math.floor(index / columns);
    const column = index % columns;
    return (rows >= columns ? q[row * narrow + column] : q[column * narrow + row]) ?? 0;
  });
}

function fans(shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } {
  if (shape.length === 1) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: field * (shape.at(-2) ?? 1), fanOut: field * (shape.at(-1) ?? 1) };
}

function streamFor({ seed, layer, role }: WeightPlace): RandomStream {
  return randomStream(seed, 'weights', layer, role);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function fill(length: number, draw: (index: number) => number): Float32Array {
  const values = new Float32Array(length);
  for (let index = 0; index < length; index += 1) values[index] = draw(index);
  return values;
}
