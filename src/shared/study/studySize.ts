import { BUILT_IN_DATASETS } from '../dataset/fashionMnist.ts';
import { parseSpec, type ExperimentSpec } from '../spec/experimentSpec.ts';
import { findPreset } from '../spec/presets/index.ts';
import { STUDY_FIGURES, type StudyModel } from './studyFigures.ts';

/** How large the trainings of a reproduction are; null means what the preset says, and that is the study's. */
export interface StudySize {
  readonly epochs: number | null;
  /** Training images, validation included. */
  readonly samples: number | null;
  readonly testSamples: number | null;
}

/** As the study trained: 48,000 images and 12,000 for validation, 10 epochs, all 10,000 test images. */
export const STUDY_SIZE: StudySize = { epochs: null, samples: null, testSamples: null };

/** Small enough to see in a minute how it works; its figures are not the study's. */
export const TRIAL_SIZE: StudySize = { epochs: 1, samples: 1000, testSamples: 500 };

/** The sizes that the window offers. */
export const STUDY_SIZES = { study: STUDY_SIZE, trial: TRIAL_SIZE } as const;

/** The name of a size that the window offers. */
export type StudySizeName = keyof typeof STUDY_SIZES;

/** Whether figures of this size may be put beside the study's. */
export function isStudySize({ epochs, samples, testSamples }: StudySize): boolean {
  return [epochs, samples, testSamples].every((part) => part === null);
}

/**
 * The spec of one training of a reproduction.
 *
 * @throws LabError `bad-input` for a size or seed out of range
 */
export function studySpec(preset: StudyModel, size: StudySize, seed: number): ExperimentSpec {
  const spec = findPreset(preset)?.spec;
  if (spec === undefined) throw new RangeError(`no preset ${preset}`);
  return parseSpec(
    {
      ...spec,
      dataset: {
        ...spec.dataset,
        samples: size.samples ?? spec.dataset.samples,
        testSamples: size.testSamples ?? spec.dataset.testSamples,
      },
      training: { ...spec.training, epochs: size.epochs ?? spec.training.epochs },
      seed,
    },
    BUILT_IN_DATASETS,
  );
}

/**
 * Every training of a reproduction, seed by seed: one that is interrupted leaves models with equal seeds.
 *
 * @param count how many seeds a model
 * @param first the first seed; the others follow it. The presets' own by default
 */
export function studyJobs(size: StudySize, count: number, first = 1): readonly ExperimentSpec[] {
  return Array.from({ length: count }, (_, index) => first + index).flatMap((seed) =>
    STUDY_FIGURES.map(({ preset }) => studySpec(preset, size, seed)),
  );
}
