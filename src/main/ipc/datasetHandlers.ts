import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { pickSamples } from '../../shared/dataset/pickSamples.ts';
import { summarizeDataset } from '../../shared/dataset/summarizeDataset.ts';
import type { DatasetSummary } from '../../shared/contract/dataset.ts';
import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `dataset:` channels. The files are read when the first question comes, and kept.
 *
 * @param load reads the data set; a failure is forgotten, so that the next question tries again
 */
export function datasetHandlers(load: () => Promise<LoadedDataset>): HandlersOf<'dataset'> {
  let loading: Promise<LoadedDataset> | undefined;
  let summary: DatasetSummary | undefined;
  const dataset = (): Promise<LoadedDataset> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    'dataset:summary': async () => (summary ??= summarizeDataset(await dataset())),
    'dataset:samples': async (options) => pickSamples(await dataset(), options),
  };
}
