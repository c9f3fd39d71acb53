import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { pickTest, splitTraining } from '../../shared/dataset/split.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { splitHash } from './splitHash.ts';

/** Which images a run uses for what. */
export interface DataPlan {
  /** Indices into the training file. */
  readonly train: Int32Array;
  /** Indices into the training file, none of them in `train`. */
  readonly validation: Int32Array;
  /** Indices into the test file. */
  readonly test: Int32Array;
  readonly splitHash: string;
}

/** Decides a run's images from its spec; the same for the same spec on every machine. */
export function planData(dataset: LoadedDataset, spec: ExperimentSpec): DataPlan {
  const { samples, testSamples, validationShare } = spec.dataset;
  const common = { seed: spec.seed, classes: dataset.description.classNames.length };
  const split = splitTraining(dataset.train.labels, { ...common, samples, validationShare });
  return {
    train: Int32Array.from(split.train),
    validation: Int32Array.from(split.validation),
    test: Int32Array.from(pickTest(dataset.test.labels, { ...common, samples: testSamples })),
    splitHash: splitHash(split),
  };
}
