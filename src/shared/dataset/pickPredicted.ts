import type { ImageFilter, PredictedImages } from '../contract/runDepth.ts';
import { copyPixels } from './copyPixels.ts';
import type { LoadedDataset } from './labelledImages.ts';

/** What a run said of each evaluated image; the lists run in step. */
export interface StoredPredictions {
  /** Index of each image in its file. */
  readonly indices: Uint32Array;
  readonly classes: Uint8Array;
  /** Probability of the predicted class, 0–1. */
  readonly confidences: Float32Array;
}

/**
 * Picks evaluated images, the surest predictions first, in the file's order where two are equally sure.
 *
 * @param dataset the one that the run was evaluated on
 * @returns copies of the pixels, so that they may cross a process boundary
 */
export function pickPredicted(
  { test, description: { imageShape } }: Pick<LoadedDataset, 'test' | 'description'>,
  predictions: StoredPredictions,
  filter: ImageFilter,
): PredictedImages {
  const { indices, classes, confidences } = predictions;
  const labelAt = (place: number): number => test.labels[indices[place] ?? 0] ?? 0;
  const fitting = Array.from(indices.keys()).filter((place) => {
    const label = labelAt(place);
    if (filter.trueClass !== undefined && label !== filter.trueClass) return false;
    if (filter.predictedClass !== undefined && classes[place] !== filter.predictedClass)
      return false;
    return !filter.wrongOnly || label !== classes[place];
  });
  fitting.sort((a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0) || a - b);
  const images = fitting.slice(filter.offset, filter.offset + filter.limit).map((place) => {
    const index = indices[place] ?? 0;
    return {
      index,
      label: labelAt(place),
      predicted: classes[place] ?? 0,
      confidence: confidences[place] ?? 0,
      pixels: copyPixels(test, index, imageShape),
    };
  });
  return { total: fitting.length, imageShape, images };
}
