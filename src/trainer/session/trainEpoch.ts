import { randomStream } from '../../shared/random/randomStream.ts';
import { shuffle } from '../../shared/random/shuffle.ts';
import type { TrainingSums } from '../engine/contract.ts';
import { proceed, type ActiveRun } from './activeRun.ts';
import { assertFiniteLoss } from './assertFiniteLoss.ts';
import { learningRates } from './learningRates.ts';

/** Means over the images of an epoch, each as it was seen, as Keras reports them. */
export interface TrainingMeans {
  readonly loss: number;
  readonly accuracy: number;
}

/** What training an epoch came to. */
export interface TrainedEpoch extends TrainingMeans {
  /** The learning rate of its last step. */
  readonly learningRate: number;
}

/**
 * Trains one epoch in an order that seed and epoch decide.
 *
 * @param epoch counted from 1
 * @returns its means, or null when it was stopped
 * @throws LabError `non-finite-loss`
 */
export async function trainEpoch(run: ActiveRun, epoch: number): Promise<TrainedEpoch | null> {
  const { batchSize } = run.spec.training;
  const order = shuffle(run.plan.train, randomStream(run.spec.seed, 'shuffle', epoch));
  const steps = Math.ceil(order.length / batchSize);
  const rates = learningRates(run, steps);
  // What a stopped epoch left behind is not this one's.
  run.program.takeSums();
  for (let step = 0; step < steps; step += 1) {
    if (!(await proceed(run))) return null;
    const place = (epoch - 1) * steps + step;
    rates.use(place);
    trainBatch(run, order.slice(step * batchSize, (step + 1) * batchSize), place);
    // Read when a report is due, and never reset before the epoch ends: the clock decides when the sums
    // are read, but not in which order they were added up, so they repeat to the bit.
    if (!run.progress.due()) continue;
    const seen = { phase: 'training', epoch, step: step + 1 } as const;
    const sums = run.program.peekSums();
    assertFiniteLoss(sums.lossSum, seen, run.spec);
    run.progress.report({ ...seen, steps, ...meansOf(sums), learningRate: rates.current() });
  }
  const sums = run.program.takeSums();
  assertFiniteLoss(sums.lossSum, { phase: 'training', epoch, step: steps }, run.spec);
  return { ...meansOf(sums), learningRate: rates.current() };
}

function trainBatch(run: ActiveRun, indices: Int32Array, step: number): void {
  const before = run.stopwatch.seconds();
  run.program.trainStep(indices, step);
  run.progress.advance('training', indices.length, run.stopwatch.seconds() - before);
}

function meansOf({ lossSum, correct, count }: TrainingSums): TrainingMeans {
  return { loss: lossSum / count, accuracy: correct / count };
}
