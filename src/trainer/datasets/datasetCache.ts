import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { loadFashionMnist } from './loadFashionMnist.ts';

/** Loads data sets, keeping the last one decoded for the next run. */
export interface DatasetCache {
  load(directory: string): Promise<LoadedDataset>;
}

/** Makes an empty cache. A load that failed is tried again the next time. */
export function createDatasetCache(
  load: (directory: string) => Promise<LoadedDataset> = loadFashionMnist,
): DatasetCache {
  let kept: { readonly directory: string; readonly dataset: LoadedDataset } | undefined;
  return {
    load: async (directory) => {
      if (kept?.directory === directory) return kept.dataset;
      // The old one goes first, so that two never lie in memory at once.
      kept = undefined;
      const dataset = await load(directory);
      kept = { directory, dataset };
      return dataset;
    },
  };
}
