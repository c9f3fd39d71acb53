import type { DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';

/** How many data sets stay in memory: two are compared at most as often as one is looked at. */
const KEPT = 2;

/**
 * Keeps the data sets that were asked for last.
 *
 * @returns a function that reads one unless it is kept; a failure is forgotten, so that the next question
 *   tries again
 */
export function keptDatasets(): (
  description: DatasetDescription,
  load: () => Promise<LoadedDataset>,
) => Promise<LoadedDataset> {
  const kept = new Map<string, Promise<LoadedDataset>>();
  return async (description, load) => {
    const { id } = description;
    const loading = kept.get(id) ?? load();
    // The newest last.
    kept.delete(id);
    kept.set(id, loading);
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    try {
      // Names may have changed since it was read.
      return { ...(await loading), description };
    } catch (error) {
      if (kept.get(id) === loading) kept.delete(id);
      throw error;
    }
  };
}
