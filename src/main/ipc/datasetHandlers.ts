import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { pickSamples } from '../../shared/dataset/pickSamples.ts';
import { summarizeDataset } from '../../shared/dataset/summarizeDataset.ts';
import type { DatasetSummary } from '../../shared/contract/dataset.ts';
import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `dataset:` channels.
 *
 * @param dataset the data set, read when first needed
 */
export function datasetHandlers(dataset: () => Promise<LoadedDataset>): HandlersOf<'dataset'> {
  let summary: DatasetSummary | undefined;
  return {
    'dataset:summary': async () => (summary ??= summarizeDataset(await dataset())),
    'dataset:samples': async (options) => pickSamples(await dataset(), options),
  };
}
