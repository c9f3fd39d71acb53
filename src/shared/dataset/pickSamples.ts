import type { SampleImages } from '../contract/dataset.ts';
import { randomStream } from '../random/randomStream.ts';
import { shuffle } from '../random/shuffle.ts';
import { copyPixels } from './copyPixels.ts';
import type { SplitName } from './datasetDescription.ts';
import type { LoadedDataset } from './labelledImages.ts';
import { splitTraining } from './split.ts';

/** Which sample images to show. */
export interface SampleOptions {
  readonly split: SplitName;
  /** Only images of this class. */
  readonly label?: number | undefined;
  /** How many of every class; fewer come back where a class has fewer. */
  readonly perClass: number;
  /** Decides the images, and which are the training and which the validation images. */
  readonly seed: number;
}

/**
 * Picks images of every class from a split, class by class, as the study shows them.
 *
 * @returns copies of the pixels, so that they may cross a process boundary
 */
export function pickSamples(dataset: LoadedDataset, options: SampleOptions): SampleImages {
  const { imageShape, classNames } = dataset.description;
  const source = options.split === 'test' ? dataset.test : dataset.train;
  const indices = shuffle(
    indicesOf(dataset, options),
    randomStream(options.seed, 'samples', options.split),
  );
  const images = classNames.flatMap((_name, label) => {
    if (options.label !== undefined && options.label !== label) return [];
    const members = indices.filter((index) => source.labels[index] === label);
    return Array.from(members.subarray(0, options.perClass), (index) => ({
      index,
      label: source.labels[index] ?? 0,
      pixels: copyPixels(source, index, imageShape),
    }));
  });
  return { split: options.split, imageShape, images };
}

function indicesOf(dataset: LoadedDataset, { split, seed }: SampleOptions): Uint32Array {
  if (split === 'test') return Uint32Array.from(dataset.test.labels.keys());
  return splitTraining(dataset.train.labels, {
    seed,
    classes: dataset.description.classNames.length,
    samples: null,
    validationShare: 0.2,
  })[split];
}
