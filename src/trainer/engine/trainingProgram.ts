import { UnsupportedLayerError } from '../kernels/createKernel.ts';
import type { TrainingProgram, TrainingProgramInput } from './contract.ts';
import { UnsupportedGraphError } from './layerGraph.ts';
import { createNativeProgram, type NativeProgram } from './nativeProgram.ts';
import { ShardedProgram, whyNotSharded } from './parallel/shardedProgram.ts';
import { createStockProgram } from './stockProgram.ts';

export type {
  ComputeType,
  Evaluation,
  OptimizerSettings,
  Predictions,
  ResidentSet,
  StateArray,
  TrainingProgram,
  TrainingProgramInput,
  TrainingSums,
} from './contract.ts';
export { createResidentSet } from './residentSet.ts';

function isUnsupported(error: unknown): error is Error {
  return error instanceof UnsupportedLayerError || error instanceof UnsupportedGraphError;
}

/**
 * Makes a training program: on native kernels where the whole model and its optimiser have them,
 * otherwise on ordinary tfjs with the same results, saying why in `fallbacks`.
 * @throws Error when `force` is `native` and something has no native kernel
 */
export function createTrainingProgram(input: TrainingProgramInput): TrainingProgram {
  if (input.force === 'stock') return createStockProgram(input, []);
  try {
    return sharded(createNativeProgram(input), input);
  } catch (error) {
    if (input.force === 'native' || !isUnsupported(error)) throw error;
    return createStockProgram(input, [error.message]);
  }
}

/** Shares a program's steps among threads where that was asked for and is possible. */
function sharded(program: NativeProgram, input: TrainingProgramInput): TrainingProgram {
  const shards = input.shards ?? 1;
  if (shards <= 1) return program;
  const reason = whyNotSharded(program);
  if (reason === null) return new ShardedProgram(program, input, shards);
  return program.withFallback(`${shards} shards: ${reason}`);
}
