import type { RunEnding } from '../../shared/model/runEnding.ts';
import { bestEpoch, stopsEarly } from '../../shared/training/epochChoice.ts';
import { proceed, type ActiveRun } from './activeRun.ts';
import { keepBestWeights, type BestWeights } from './bestWeights.ts';
import { countTensors } from './countTensors.ts';
import { evaluateSplit } from './evaluateSplit.ts';
import { trainEpoch } from './trainEpoch.ts';

/** How training came to its end. */
export interface TrainedRun extends RunEnding {
  /** False when it was stopped by a person. */
  readonly complete: boolean;
}

/**
 * Trains until the last epoch, until validation no longer improves or until it is stopped, validating,
 * reporting and taking a checkpoint after each epoch, and leaves the program with the weights that are
 * to be kept.
 *
 * @throws LabError `non-finite-loss`
 */
export async function trainEpochs(run: ActiveRun): Promise<TrainedRun> {
  const best = keepBestWeights(run);
  const complete = await trainAll(run, best);
  return { complete, stoppedEarly: earlyStopOf(run), keptEpoch: best.restore() };
}

async function trainAll(run: ActiveRun, best: BestWeights): Promise<boolean> {
  const { epochs } = run.spec.training;
  for (let epoch = run.epochs.length + 1; epoch <= epochs; epoch += 1) {
    // Also before the first: a process may have died between the last epoch and the end.
    if (earlyStopOf(run) !== null) break;
    if (!(await trainAndValidate(run, epoch))) return false;
    best.afterEpoch();
    // The last of all ends by itself, with the evaluation.
    if (run.control.endsWithEpoch() && epoch < epochs) return false;
  }
  return proceed(run);
}

/** How early stopping ended the run; null when it did not, or not before the last epoch. */
function earlyStopOf({ spec, epochs }: ActiveRun): RunEnding['stoppedEarly'] {
  const { earlyStopping } = spec.training;
  if (earlyStopping === null || epochs.length >= spec.training.epochs) return null;
  if (!stopsEarly(earlyStopping, epochs)) return null;
  const { monitor, minDelta } = earlyStopping;
  const best = bestEpoch(monitor, epochs, minDelta);
  return { epoch: epochs.length, monitor, waited: epochs.length - best };
}

async function trainAndValidate(run: ActiveRun, epoch: number): Promise<boolean> {
  const before = run.stopwatch.seconds();
  const training = await trainEpoch(run, epoch);
  if (training === null) return false;
  const validation = await evaluateSplit(run, {
    phase: 'validation',
    epoch,
    set: run.trainSet,
    indices: run.plan.validation,
    labels: run.trainLabels,
  });
  if (validation === null) return false;
  const metrics = {
    epoch,
    ...training,
    valLoss: validation.loss,
    valAccuracy: validation.accuracy,
    seconds: run.stopwatch.seconds() - before,
  };
  run.emit({
    kind: 'epoch',
    ...metrics,
    tensors: countTensors(),
    confusion: validation.confusion,
  });
  run.epochs.push(metrics);
  await run.checkpoints.take(metrics);
  return true;
}
