import { proceed, type ActiveRun } from './activeRun.ts';
import { countTensors } from './countTensors.ts';
import { evaluateSplit } from './evaluateSplit.ts';
import { trainEpoch } from './trainEpoch.ts';

/**
 * Trains all epochs that are left, validating, reporting and taking a checkpoint after each.
 *
 * @returns whether it came to the end; false when it was stopped
 * @throws LabError `non-finite-loss`
 */
export async function trainEpochs(run: ActiveRun): Promise<boolean> {
  for (let epoch = run.history.length + 1; epoch <= run.spec.training.epochs; epoch += 1) {
    if (!(await trainAndValidate(run, epoch))) return false;
    // The last of all ends by itself, with the evaluation.
    if (run.control.endsWithEpoch() && epoch < run.spec.training.epochs) return false;
  }
  return proceed(run);
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
    learningRate: run.spec.training.optimizer.learningRate,
    seconds: run.stopwatch.seconds() - before,
  };
  run.emit({
    kind: 'epoch',
    ...metrics,
    tensors: countTensors(),
    confusion: validation.confusion,
  });
  await run.checkpoints.take(metrics);
  return true;
}
