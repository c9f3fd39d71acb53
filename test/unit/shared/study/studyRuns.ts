import type { StudyRun } from '../../../../src/shared/study/modelReproduction.ts';
import type { StudyModel } from '../../../../src/shared/study/studyFigures.ts';

/** A completed training with made-up figures. */
export function studyRun(
  preset: StudyModel,
  seed: number,
  accuracy: number,
  changes: Partial<StudyRun> = {},
): StudyRun {
  return {
    runId: `${preset}-${seed}`,
    number: seed,
    preset,
    seed,
    loss: 0.25,
    accuracy,
    testCount: 10_000,
    evaluationSeconds: 1.5,
    trainingSeconds: 100,
    confusion: [
      [8, 2],
      [1, 9],
    ],
    environment: null,
    ...changes,
  };
}

/** One training a seed, from seed 1. */
export function studyRuns(
  preset: StudyModel,
  ...accuracies: readonly number[]
): readonly StudyRun[] {
  return accuracies.map((accuracy, index) => studyRun(preset, index + 1, accuracy));
}
