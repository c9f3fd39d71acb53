import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import { collectGarbage } from '../collectGarbage.ts';
import { loadDataset } from './loadDataset.ts';

/** Loads data sets, keeping the last one decoded for the next run. */
export interface DatasetCache {
  /** @param directory the folder with the files */
  load(description: DatasetDescription, directory: string): Promise<LoadedDataset>;
}

/** Makes an empty cache. A load that failed is tried again the next time. */
export function createDatasetCache(load: DatasetCache['load'] = loadDataset): DatasetCache {
  let kept: { readonly directory: string; readonly dataset: LoadedDataset } | undefined;
  return {
    load: async (description, directory) => {
      const isKept = kept?.directory === directory && isSame(kept.dataset.description, description);
      if (kept && isKept) {
        if (kept.dataset.description !== description) {
          kept = { directory, dataset: { ...kept.dataset, description } };
        }
        return kept.dataset;
      }
      // The old one goes first, so that two never lie in memory at once.
      kept = undefined;
      const dataset = await load(description, directory);
      kept = { directory, dataset };
      collectGarbage();
      return dataset;
    },
  };
}

/** Names may change between two runs; the images may not. */
function isSame(one: DatasetDescription, other: DatasetDescription): boolean {
  return one.id === other.id && one.datasetHash === other.datasetHash;
}
