import type { LoadedDataset } from '../dataset/labelledImages.ts';
import type { StoredPredictions } from '../dataset/pickPredicted.ts';

/** A run as a verdict needs it. */
export interface TestedRun {
  readonly id: string;
  /** What sentences call it; different for every run of a comparison. */
  readonly name: string;
  readonly datasetHash: string | null;
  /** Null before the evaluation. */
  readonly predictions: StoredPredictions | null;
}

/** The true classes of the test images, and which data they belong to. */
export interface TestTruth {
  /** By index in the test file. */
  readonly labels: Uint8Array;
  /** How many classes the data has. */
  readonly classes: number;
  readonly datasetHash: string;
}

/** The true classes of a data set's test images. */
export function testTruth({ test, datasetHash, description }: LoadedDataset): TestTruth {
  return { labels: test.labels, classes: description.classNames.length, datasetHash };
}

/**
 * Where each image of one list stands in another.
 *
 * @returns places in `second`, in the order of `first`; null when the two do not hold the same images
 */
export function alignImages(first: Uint32Array, second: Uint32Array): Uint32Array | null {
  if (first.length !== second.length) return null;
  const places = new Map<number, number>();
  second.forEach((index, place) => places.set(index, place));
  if (places.size !== second.length || first.some((index) => !places.has(index))) return null;
  return first.map((index) => places.get(index) ?? 0);
}
