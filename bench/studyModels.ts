import { FASHION_MNIST } from '../src/shared/dataset/fashionMnist.ts';
import type { ExperimentSpec } from '../src/shared/spec/experimentSpec.ts';
import { findPreset } from '../src/shared/spec/presets/index.ts';
import { buildModel } from '../src/trainer/model/buildModel.ts';
import type { TensorFlow } from '../src/trainer/tf.ts';

/** The study's three models, by their names as presets. */
export const studyModelNames = ['cnn', 'cnn2', 'rnn'] as const;

/** One of {@link studyModelNames}. */
export type StudyModelName = (typeof studyModelNames)[number];

/** What may differ from run to run of a study model. */
export interface StudyModelOptions {
  /** False leaves every dropout out, for comparisons with another engine. */
  readonly dropout?: boolean;
  readonly seed?: number;
}

/** The preset's spec, with another seed or without its dropouts. */
export function studySpec(name: StudyModelName, options: StudyModelOptions = {}): ExperimentSpec {
  const preset = findPreset(name);
  if (preset === undefined) throw new Error(`there is no preset ${name}`);
  const { spec } = preset;
  const layers = spec.architecture.layers.filter(
    ({ type }) => options.dropout !== false || type !== 'Dropout',
  );
  return {
    ...spec,
    seed: options.seed ?? spec.seed,
    architecture: { ...spec.architecture, layers },
  };
}

/** Builds one of the study's models as a plain tfjs model, its weights drawn from the seed. */
export function buildStudyModel(
  name: StudyModelName,
  options: StudyModelOptions = {},
): TensorFlow.LayersModel {
  return buildModel(studySpec(name, options), FASHION_MNIST.imageShape);
}
