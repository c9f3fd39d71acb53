import type { Environment } from '../contract/trainerProtocol.ts';
import type { ConfusionMatrix } from '../model/confusionMatrix.ts';
import type { RunDetail } from '../model/run.ts';
import { summarizeSample, type SampleSummary } from '../stats/tTests.ts';
import { wilsonInterval, type Interval } from '../stats/wilson.ts';
import { STUDY_FIGURES, type StudyFigures, type StudyModel } from './studyFigures.ts';

/** The batch whose evaluation time the study prints. */
export const STUDY_BATCH = 32;

/** A completed training of one of the study's models. */
export interface StudyRun {
  readonly runId: string;
  readonly number: number;
  readonly preset: StudyModel;
  readonly seed: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly testCount: number;
  /** Seconds of one pass over the test images in batches of 32; null where the record does not say the batch. */
  readonly evaluationSeconds: number | null;
  readonly trainingSeconds: number | null;
  readonly confusion: ConfusionMatrix;
  readonly environment: Environment | null;
}

/** What our trainings of one of the study's models came to, next to the study's own figures. */
export interface ModelReproduction {
  readonly study: StudyFigures;
  /** One for each seed, in their order. */
  readonly runs: readonly StudyRun[];
  /** Null without a run; so is all that follows. */
  readonly loss: SampleSummary | null;
  readonly accuracy: SampleSummary | null;
  /** 95 % of the mean accuracy: Student's t over seeds, Wilson's for a single run. */
  readonly interval: Interval | null;
  readonly evaluationSeconds: SampleSummary | null;
  readonly trainingSeconds: SampleSummary | null;
  readonly testCount: number | null;
  /** Over all runs together. */
  readonly confusion: ConfusionMatrix | null;
}

/**
 * A run as the study needs it.
 *
 * @returns null for a run that did not complete, or is of none of the study's models
 */
export function toStudyRun({ summary, spec, evaluation, environment }: RunDetail): StudyRun | null {
  const preset = STUDY_FIGURES.find((study) => study.preset === spec.model)?.preset;
  if (preset === undefined || evaluation === null || summary.state !== 'completed') return null;
  return {
    runId: summary.id,
    number: summary.number,
    preset,
    seed: spec.seed,
    loss: evaluation.loss,
    accuracy: evaluation.accuracy,
    testCount: evaluation.count,
    evaluationSeconds: evaluation.batchSize === STUDY_BATCH ? evaluation.seconds : null,
    trainingSeconds: summary.trainingSeconds,
    confusion: evaluation.confusion,
    environment,
  };
}

/**
 * Puts the runs of one model together.
 *
 * @param all runs of any model, of one size. Of several with one seed the first counts: the same training twice
 *   is not more evidence
 */
export function reproduceModel(study: StudyFigures, all: readonly StudyRun[]): ModelReproduction {
  const runs = onePerSeed(all.filter(({ preset }) => preset === study.preset));
  const accuracy = summary(runs.map((run) => run.accuracy));
  const testCount = runs[0]?.testCount ?? null;
  return {
    study,
    runs,
    loss: summary(runs.map((run) => run.loss)),
    accuracy,
    interval: accuracyInterval(accuracy, testCount),
    evaluationSeconds: summary(runs.flatMap((run) => run.evaluationSeconds ?? [])),
    trainingSeconds: summary(runs.flatMap((run) => run.trainingSeconds ?? [])),
    testCount,
    confusion: sumMatrices(runs.map((run) => run.confusion)),
  };
}

function onePerSeed(runs: readonly StudyRun[]): readonly StudyRun[] {
  const bySeed = new Map<number, StudyRun>();
  for (const run of runs) if (!bySeed.has(run.seed)) bySeed.set(run.seed, run);
  return [...bySeed.values()].sort((a, b) => a.seed - b.seed);
}

function summary(values: readonly number[]): SampleSummary | null {
  return values.length === 0 ? null : summarizeSample(values);
}

function accuracyInterval(
  accuracy: SampleSummary | null,
  testCount: number | null,
): Interval | null {
  if (accuracy === null || testCount === null) return null;
  return accuracy.interval ?? wilsonInterval(accuracy.mean * testCount, testCount);
}

function sumMatrices(matrices: readonly ConfusionMatrix[]): ConfusionMatrix | null {
  const [first, ...others] = matrices;
  if (first === undefined) return null;
  return first.map((row, truth) =>
    row.map((count, predicted) =>
      others.reduce((sum, matrix) => sum + (matrix[truth]?.[predicted] ?? 0), count),
    ),
  );
}
