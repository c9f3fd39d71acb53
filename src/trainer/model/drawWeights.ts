import { randomStream, type RandomStream } from '../../shared/random/randomStream.ts';
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
    | 'backwardRecurrentKernel';
}

/**
 * Draws initial weights by Keras's GlorotUniform: uniform on ±sqrt(6 / (fanIn + fanOut)), after
 * X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010).
 *
 * @param shape the last two axes are inputs and outputs; those before them are a receptive field
 */
export function glorotUniform(shape: readonly number[], place: WeightPlace): Float32Array {
  const { fanIn, fanOut } = fans(shape);
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  const stream = streamFor(place);
  return fill(sizeOf(shape), () => (2 * stream.float() - 1) * limit);
}

/**
 * Draws initial weights by Keras's Orthogonal with gain 1: a matrix with orthonormal rows or
 * columns, whichever are fewer, after A. Saxe et al., "Exact solutions to the nonlinear dynamics of
 * learning in deep linear neural networks" (2013).
 *
 * @param shape at least two axes; all but the last are taken together as rows
 */
export function orthogonal(shape: readonly number[], place: WeightPlace): Float32Array {
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
