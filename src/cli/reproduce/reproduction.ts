import type { RunDetail } from '../../shared/model/run.ts';
import { wilsonInterval, type Interval } from '../../shared/stats/wilson.ts';
import type { StudyFigures } from '../../shared/study/studyFigures.ts';

/** A figure over seeds. */
export interface Spread {
  readonly mean: number;
  /** Sample standard deviation; null for a single seed. */
  readonly deviation: number | null;
}

/** What our trainings of one of the study's models came to, next to the study's own figures. */
export interface ModelReproduction {
  readonly study: StudyFigures;
  readonly seeds: readonly number[];
  readonly runs: readonly string[];
  /** Null when no run of the model was evaluated; so is all that follows from evaluations. */
  readonly loss: Spread | null;
  readonly accuracy: Spread | null;
  /** Test accuracy of each evaluated run. */
  readonly accuracies: readonly number[];
  /** 95 % interval of the mean accuracy as a proportion of the test images, whatever the seeds. */
  readonly interval: Interval | null;
  readonly evaluationSeconds: Spread | null;
  readonly trainingSeconds: Spread | null;
  readonly testCount: number | null;
  /** Runs that did not complete, in words. */
  readonly failures: readonly string[];
}

/** Puts the runs of one model together. */
export function reproduceModel(study: StudyFigures, runs: readonly RunDetail[]): ModelReproduction {
  const done = runs.flatMap(({ evaluation }) => (evaluation === null ? [] : [evaluation]));
  const accuracy = spread(done.map((evaluation) => evaluation.accuracy));
  const testCount = done[0]?.count ?? null;
  return {
    study,
    seeds: runs.map(({ spec }) => spec.seed),
    runs: runs.map(({ summary }) => summary.id),
    loss: spread(done.map((evaluation) => evaluation.loss)),
    accuracy,
    accuracies: done.map((evaluation) => evaluation.accuracy),
    interval:
      accuracy === null || testCount === null
        ? null
        : wilsonInterval(accuracy.mean * testCount, testCount),
    evaluationSeconds: spread(done.map((evaluation) => evaluation.seconds)),
    trainingSeconds: spread(runs.flatMap(({ summary }) => summary.trainingSeconds ?? [])),
    testCount,
    failures: runs.flatMap(({ summary }) =>
      summary.state === 'completed'
        ? []
        : [`#${summary.number} ${summary.name}: ${summary.failure?.message ?? summary.state}`],
    ),
  };
}

/** Mean and sample standard deviation; null for no values. */
export function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
