import { confusionMatrix, type ConfusionMatrix } from '../../shared/model/confusionMatrix.ts';
import { EVALUATION_BATCH } from '../../shared/training/evaluationBatch.ts';
import type { ResidentSet } from '../engine/contract.ts';
import { proceed, type ActiveRun } from './activeRun.ts';
import { assertFiniteLoss } from './assertFiniteLoss.ts';
import { sumCrossEntropy } from './crossEntropy.ts';

/** What to evaluate on. */
export interface EvaluationTask {
  readonly phase: 'validation' | 'test';
  /** Counted from 1. */
  readonly epoch: number;
  readonly set: ResidentSet;
  /** Indices into the set. */
  readonly indices: Int32Array;
  /** The class of every image of the set. */
  readonly labels: Uint8Array;
}

/** How a model does on some images. */
export interface SplitResult {
  /** Mean categorical cross-entropy, with the run's label smoothing as in Keras. */
  readonly loss: number;
  readonly accuracy: number;
  readonly confusion: ConfusionMatrix;
  /** The predicted class of each image, in the order of the task's indices. */
  readonly classes: Uint8Array<ArrayBuffer>;
  /** Probability of the predicted class. */
  readonly confidences: Float32Array<ArrayBuffer>;
}

/** Images between two looks at the commands: predicting blocks the process. A multiple of every batch used. */
const CHUNK = 2048;

/**
 * Evaluates the model in one pass: loss, accuracy, confusion matrix and predictions.
 *
 * @returns the result, or null when the run was stopped
 * @throws LabError `non-finite-loss`
 */
export async function evaluateSplit(
  run: ActiveRun,
  task: EvaluationTask,
): Promise<SplitResult | null> {
  const { phase, epoch, indices } = task;
  const batchSize = EVALUATION_BATCH[phase];
  const { labelSmoothing } = run.spec.training;
  const truth = Uint8Array.from(indices, (index) => task.labels[index] ?? 0);
  const classes = new Uint8Array(indices.length);
  const confidences = new Float32Array(indices.length);
  const steps = Math.ceil(indices.length / batchSize);
  let lossSum = 0;
  let correct = 0;
  for (let begin = 0; begin < indices.length; begin += CHUNK) {
    if (!(await proceed(run))) return null;
    const end = Math.min(begin + CHUNK, indices.length);
    const predicted = predictChunk(run, task.set, indices.slice(begin, end), batchSize);
    classes.set(predicted.classes, begin);
    confidences.set(predicted.confidences, begin);
    lossSum += sumCrossEntropy(predicted.probabilities, truth.subarray(begin, end), labelSmoothing);
    correct += countEqual(predicted.classes, truth.subarray(begin, end));
    const step = Math.ceil(end / batchSize);
    assertFiniteLoss(lossSum, { phase, epoch, step }, run.spec);
    if (!run.progress.due()) continue;
    run.progress.report({
      phase,
      epoch,
      step,
      steps,
      loss: lossSum / end,
      accuracy: correct / end,
    });
  }
  return {
    // Keras counts the regularisers' part into what it reports of any set.
    loss: lossSum / indices.length + run.program.penalty(),
    accuracy: correct / indices.length,
    confusion: confusionMatrix(truth, classes, run.dataset.classNames.length),
    classes,
    confidences,
  };
}

function predictChunk(
  run: ActiveRun,
  set: ResidentSet,
  indices: Int32Array,
  batchSize: number,
): ReturnType<ActiveRun['program']['predict']> {
  const before = run.stopwatch.seconds();
  const predictions = run.program.predict(set, indices, batchSize);
  run.progress.advance('evaluation', indices.length, run.stopwatch.seconds() - before);
  return predictions;
}

function countEqual(left: Uint8Array, right: Uint8Array): number {
  return left.reduce((count, value, index) => count + (value === right[index] ? 1 : 0), 0);
}
