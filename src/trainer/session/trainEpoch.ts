import { randomStream } from '../../shared/random/randomStream.ts';
import { shuffle } from '../../shared/random/shuffle.ts';
import type { TrainingSums } from '../engine/contract.ts';
import { proceed, type ActiveRun } from './activeRun.ts';
import { assertFiniteLoss } from './assertFiniteLoss.ts';

/** Means over the images of an epoch, each as it was seen, as Keras reports them. */
export interface TrainingMeans {
  readonly loss: number;
  readonly accuracy: number;
}

/**
 * Trains one epoch in an order that seed and epoch decide.
 *
 * @param epoch counted from 1
 * @returns its means, or null when it was stopped
 * @throws LabError `non-finite-loss`
 */
export async function trainEpoch(run: ActiveRun, epoch: number): Promise<TrainingMeans | null> {
  const { batchSize } = run.spec.training;
  const order = shuffle(run.plan.train, randomStream(run.spec.seed, 'shuffle', epoch));
  const steps = Math.ceil(order.length / batchSize);
  let sums: TrainingSums = { lossSum: 0, correct: 0, count: 0 };
  for (let step = 0; step < steps; step += 1) {
    if (!(await proceed(run))) return null;
    trainBatch(
      run,
      order.slice(step * batchSize, (step + 1) * batchSize),
      (epoch - 1) * steps + step,
    );
    // After every step: the engine adds up in float32, and sums read at moments that the clock
    // decides would round differently from run to run.
    sums = addSums(sums, run.program.takeSums());
    const place = { phase: 'training', epoch, step: step + 1 } as const;
    assertFiniteLoss(sums.lossSum, place, run.spec);
    if (run.progress.due()) run.progress.report({ ...place, steps, ...meansOf(sums) });
  }
  return meansOf(sums);
}

function trainBatch(run: ActiveRun, indices: Int32Array, step: number): void {
  const before = run.stopwatch.seconds();
  run.program.trainStep(indices, step);
  run.progress.advance('training', indices.length, run.stopwatch.seconds() - before);
}

function addSums(left: TrainingSums, right: TrainingSums): TrainingSums {
  return {
    lossSum: left.lossSum + right.lossSum,
    correct: left.correct + right.correct,
    count: left.count + right.count,
  };
}

function meansOf({ lossSum, correct, count }: TrainingSums): TrainingMeans {
  return { loss: lossSum / count, accuracy: correct / count };
}
