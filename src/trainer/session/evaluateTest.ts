import type { LabelledImages } from '../../shared/dataset/labelledImages.ts';
import { perClassMetrics } from '../../shared/stats/perClass.ts';
import { EVALUATION_BATCH } from '../../shared/training/evaluationBatch.ts';
import { createResidentSet } from '../engine/trainingProgram.ts';
import type { ActiveRun } from './activeRun.ts';
import { evaluateSplit } from './evaluateSplit.ts';

/**
 * The final evaluation, and the only place that reads a test image. Its `seconds` time one pass over all
 * batches of {@link EVALUATION_BATCH}: forward passes, loss, accuracy and confusion matrix, pauses left out. The
 * images are then already where TensorFlow reads them; loading them and reporting are not in it.
 *
 * @returns whether it came to the end; false when the run was stopped, and then nothing is reported
 * @throws LabError `non-finite-loss`
 */
export async function evaluateTest(run: ActiveRun, test: LabelledImages): Promise<boolean> {
  const { imageShape, classNames } = run.dataset;
  const set = createResidentSet(test.images, test.labels, imageShape, classNames.length);
  try {
    const indices = run.plan.test;
    const before = run.stopwatch.seconds();
    const result = await evaluateSplit(run, {
      phase: 'test',
      epoch: run.epochs.length,
      set,
      indices,
      labels: test.labels,
    });
    if (result === null) return false;
    const seconds = run.stopwatch.seconds() - before;
    const { loss, accuracy, confusion, classes, confidences } = result;
    run.emit({
      kind: 'evaluation',
      split: 'test',
      loss,
      accuracy,
      count: indices.length,
      seconds,
      batchSize: EVALUATION_BATCH.test,
      confusion,
      perClass: [...perClassMetrics(confusion)],
      predictions: { indices: Uint32Array.from(indices), classes, confidences },
    });
    return true;
  } finally {
    set.dispose();
  }
}
