import { median } from '../../../shared/stats/quantile.ts';
import type { ResidentSet, TrainingProgram, WorkerTrial } from '../contract.ts';
import type { NativeProgram } from '../nativeProgram.ts';
import type { ShardedProgram } from './shardedProgram.ts';

/** Steps of each program in a round; the first of a round is not counted. */
const STEPS = 3;
const ROUNDS = 3;
/** A trial of large networks ends after the round in which this was passed. */
const LONGEST_MS = 3000;
/** Workers must save at least this part of a step, or one is kept: it takes less memory. */
const SAVING = 0.1;

/** A trial's outcome. */
export interface TrialOutcome {
  readonly trial: WorkerTrial;
  /** Whether the steps are to be shared. */
  readonly share: boolean;
}

/**
 * Times steps alone and shared, in alternating rounds, and leaves the state as it was.
 *
 * @param batchSize images a step
 */
export function trialWorkers(
  alone: NativeProgram,
  shared: ShardedProgram,
  set: ResidentSet,
  batchSize: number,
): TrialOutcome {
  const before = alone.exportState();
  const indices = Int32Array.from({ length: Math.min(batchSize, set.count) }, (_, i) => i);
  const times: { readonly alone: number[]; readonly shared: number[] } = { alone: [], shared: [] };
  const begin = performance.now();
  for (let round = 0; round < ROUNDS && performance.now() - begin < LONGEST_MS; round += 1) {
    times.alone.push(...timeSteps(alone, indices));
    times.shared.push(...timeSteps(shared, indices));
  }
  alone.takeSums();
  shared.takeSums();
  shared.importState(before);
  const candidates = [
    { workers: 1, millisecondsPerStep: median(times.alone) },
    { workers: shared.workers, millisecondsPerStep: median(times.shared) },
  ];
  const share = median(times.shared) < (1 - SAVING) * median(times.alone);
  return { trial: { candidates }, share };
}

function timeSteps(program: TrainingProgram, indices: Int32Array): number[] {
  const times: number[] = [];
  for (let step = 0; step <= STEPS; step += 1) {
    const begin = performance.now();
    program.trainStep(indices, step);
    if (step > 0) times.push(performance.now() - begin);
  }
  return times;
}
