import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import type { LabelledImages } from '../../shared/dataset/labelledImages.ts';
import { perClassMetrics } from '../../shared/stats/perClass.ts';
import { createResidentSet } from '../engine/trainingProgram.ts';
import type { ActiveRun } from './activeRun.ts';
import { evaluateSplit } from './evaluateSplit.ts';

/**
 * The final evaluation, and the only place that reads a test image.
 *
 * @returns whether it came to the end; false when the run was stopped, and then nothing is reported
 * @throws LabError `non-finite-loss`
 */
export async function evaluateTest(run: ActiveRun, test: LabelledImages): Promise<boolean> {
  const { imageShape, classNames } = FASHION_MNIST;
  const before = run.stopwatch.seconds();
  const set = createResidentSet(test.images, test.labels, imageShape, classNames.length);
  try {
    const indices = run.plan.test;
    const { epochs } = run.spec.training;
    const task = { phase: 'test', epoch: epochs, set, indices, labels: test.labels } as const;
    const result = await evaluateSplit(run, task);
    if (result === null) return false;
    const { loss, accuracy, confusion, classes, confidences } = result;
    run.emit({
      kind: 'evaluation',
      split: 'test',
      loss,
      accuracy,
      count: indices.length,
      seconds: run.stopwatch.seconds() - before,
      confusion,
      perClass: [...perClassMetrics(confusion)],
      predictions: { indices: Uint32Array.from(indices), classes, confidences },
    });
    return true;
  } finally {
    set.dispose();
  }
}
