import type { DatasetSummary, SplitSummary } from '../contract/dataset.ts';
import type { SplitName } from './datasetDescription.ts';
import type { LoadedDataset } from './labelledImages.ts';
import { splitTraining } from './split.ts';

/**
 * What the Data place and `dataset info` show: counts per class and split, and the pixels' mean and
 * deviation. The counts are those of the study's split, the same for every seed.
 *
 * @param dataset as loaded from the files
 */
export function summarizeDataset(dataset: LoadedDataset): DatasetSummary {
  const { id, name, classNames, imageShape } = dataset.description;
  const classes = classNames.length;
  const { train, validation } = splitTraining(dataset.train.labels, {
    seed: 0,
    classes,
    samples: null,
    validationShare: 0.2,
  });
  return {
    id,
    name,
    classNames,
    imageShape,
    splits: [
      summarizeSplit('train', pick(dataset.train.labels, train), classes),
      summarizeSplit('validation', pick(dataset.train.labels, validation), classes),
      summarizeSplit('test', dataset.test.labels, classes),
    ],
    ...pixelMoments(dataset.train.images),
    files: dataset.files,
    datasetHash: dataset.datasetHash,
  };
}

function summarizeSplit(split: SplitName, labels: Uint8Array, classes: number): SplitSummary {
  const perClass = new Array<number>(classes).fill(0);
  for (const label of labels) perClass[label] = (perClass[label] ?? 0) + 1;
  return { split, count: labels.length, perClass };
}

function pick(labels: Uint8Array, indices: Uint32Array): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index] ?? 0);
}

/**
 * Mean and standard deviation of grey values scaled to 0–1.
 *
 * Counts each grey value first: 256 multiplications instead of one for each of 47 million pixels,
 * and sums that are exact.
 *
 * @param pixels at least one grey value
 */
export function pixelMoments(pixels: Uint8Array): {
  readonly pixelMean: number;
  readonly pixelStd: number;
} {
  const counts = new Float64Array(256);
  for (const value of pixels) counts[value] = (counts[value] ?? 0) + 1;
  const sum = counts.reduce((total, count, value) => total + count * value, 0);
  const squares = counts.reduce((total, count, value) => total + count * value * value, 0);
  const mean = sum / pixels.length;
  const deviation = Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
  return { pixelMean: mean / 255, pixelStd: deviation / 255 };
}
