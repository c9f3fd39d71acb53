import { UnsupportedLayerError } from '../kernels/createKernel.ts';
import type { TrainingProgram, TrainingProgramInput } from './contract.ts';
import { UnsupportedGraphError } from './layerGraph.ts';
import { createNativeProgram, type NativeProgram } from './nativeProgram.ts';
import { ShardedProgram, whyNotSharded } from './parallel/shardedProgram.ts';
import { trialWorkers } from './parallel/trialWorkers.ts';
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
  WorkerTrial,
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
  const { workers = 1 } = input;
  if (workers === 1) return program;
  const reason = whyNotSharded(program);
  if (typeof workers === 'number') {
    if (reason === null) return new ShardedProgram(program, input, workers);
    return program.withFallback(`${workers} workers: ${reason}`);
  }
  return reason === null ? tried(program, input, workers) : program;
}

function tried(
  program: NativeProgram,
  input: TrainingProgramInput,
  { trialOf, batchSize }: { readonly trialOf: number; readonly batchSize: number },
): TrainingProgram {
  const candidate = new ShardedProgram(program, input, trialOf);
  const { trial, share } = trialWorkers(program, candidate, input.train, batchSize);
  if (share) return candidate.withTrial(trial);
  candidate.endThreads();
  return program.withTrial(trial);
}
