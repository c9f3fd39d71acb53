import type { DatasetStatistics, PixelStatistics } from '../contract/dataset.ts';
import { sizeOf } from '../spec/shape.ts';
import type { SplitName } from './datasetDescription.ts';
import { findDuplicates } from './findDuplicates.ts';
import type { LabelledImages, LoadedDataset } from './labelledImages.ts';
import { splitTraining } from './split.ts';

/** What takes a look at every pixel: statistics by split, duplicates, the mean image of each class. */
export function datasetStatistics(dataset: LoadedDataset): DatasetStatistics {
  const { train, test, description } = dataset;
  const size = sizeOf(description.imageShape);
  const classes = description.classNames.length;
  // The split of the counts, the same for every look.
  const split = splitTraining(train.labels, {
    seed: 0,
    classes,
    samples: null,
    validationShare: 0.2,
  });
  return {
    pixels: [
      pixelStatistics('train', train.images, split.train, size),
      pixelStatistics('validation', train.images, split.validation, size),
      pixelStatistics('test', test.images, Uint32Array.from(test.labels.keys()), size),
    ],
    means: meanImages(train, classes, size),
    betweenTrainAndTest: findDuplicates(train, test, size),
    withinTrain: findDuplicates(train, null, size),
  };
}

/** Mean, deviation, extremes and share of zeros of some images' values, scaled to 0–1. */
export function pixelStatistics(
  split: SplitName,
  images: Uint8Array,
  indices: Uint32Array,
  size: number,
): PixelStatistics {
  // Counting each value first makes the sums exact.
  const counts = new Float64Array(256);
  for (const index of indices) {
    const end = (index + 1) * size;
    for (let place = index * size; place < end; place += 1) {
      const value = images[place] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  const total = Math.max(1, indices.length * size);
  const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / total;
  const squares = counts.reduce((sum, count, value) => sum + count * value * value, 0) / total;
  const min = counts.findIndex((count) => count > 0);
  const max = counts.findLastIndex((count) => count > 0);
  return {
    split,
    mean: mean / 255,
    std: Math.sqrt(Math.max(0, squares - mean * mean)) / 255,
    min: Math.max(0, min) / 255,
    max: Math.max(0, max) / 255,
    zeroShare: (counts[0] ?? 0) / total,
  };
}

/** The mean image of each class; black where a class has none. */
export function meanImages(
  { images, labels }: LabelledImages,
  classes: number,
  size: number,
): readonly Uint8Array[] {
  const sums = Array.from({ length: classes }, () => new Float64Array(size));
  const counts = new Float64Array(classes);
  labels.forEach((label, index) => {
    const sum = sums[label];
    if (!sum) return;
    counts[label] = (counts[label] ?? 0) + 1;
    const start = index * size;
    for (let place = 0; place < size; place += 1) {
      sum[place] = (sum[place] ?? 0) + (images[start + place] ?? 0);
    }
  });
  return sums.map((sum, label) =>
    Uint8Array.from(sum, (value) => Math.round(value / Math.max(1, counts[label] ?? 1))),
  );
}
