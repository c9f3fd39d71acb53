import { floatTensor, readFloats } from '../../kernels/nativeTensor.ts';
import type { Variable } from '../../kernels/variable.ts';
import type { TrainingSums } from '../contract.ts';
import type { NativeProgram } from '../nativeProgram.ts';
import type { GradientExchange } from './gradientExchange.ts';
import { shardOf, shardSeed } from './shards.ts';

/** Which shard a thread is. */
export interface ShardPlace {
  readonly seed: number;
  readonly shards: number;
  readonly index: number;
}

/** Where each trained variable's gradient lies in the exchanged array. */
export function gradientPlaces(program: NativeProgram): ReadonlyMap<Variable, number> {
  const places = new Map<Variable, number>();
  let length = 0;
  for (const variable of program.trained()) {
    places.set(variable, length);
    length += sizeOf(variable);
  }
  return places;
}

/** How many numbers all gradients together have. */
export function gradientLength(program: NativeProgram): number {
  return program.trained().reduce((length, variable) => length + sizeOf(variable), 0);
}

function sizeOf(variable: Variable): number {
  return variable.shape.reduce((product, size) => product * size, 1);
}

/** One thread's part of a step: its shard's gradient, the exchange, and the update that all make. */
export function trainShard(
  program: NativeProgram,
  exchange: GradientExchange,
  places: ReadonlyMap<Variable, number>,
  { seed, shards, index }: ShardPlace,
  indices: Int32Array,
  step: number,
): TrainingSums {
  const own = shardOf(indices, shards, index);
  const into = exchange.own().fill(0);
  if (own.length > 0) {
    program.gradients(own, step, shardSeed(seed, index), (variable, gradient) => {
      into.set(readFloats(gradient), places.get(variable) ?? 0);
    });
  }
  const { lossSum, correct } = program.takeSums();
  const all = exchange.exchange(own.length / indices.length, lossSum, correct);
  program.update(step, (variable) => {
    const begin = places.get(variable) ?? 0;
    // A copy, because tensors may share their array and this one is used again.
    const values = all.gradient.slice(begin, begin + sizeOf(variable));
    return floatTensor(values, variable.shape);
  });
  return { lossSum: all.lossSum, correct: all.correct, count: indices.length };
}
