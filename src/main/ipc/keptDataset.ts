import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';

/**
 * Reads a data set when it is first asked for, and keeps it.
 *
 * @param load reads it; a failure is forgotten, so that the next question tries again
 */
export function keptDataset(load: () => Promise<LoadedDataset>): () => Promise<LoadedDataset> {
  let loading: Promise<LoadedDataset> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
