import type { Lab } from '../../lab/lab.ts';
import type { DatasetSummary } from '../../shared/contract/dataset.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { pickSamples } from '../../shared/dataset/pickSamples.ts';
import { summarizeDataset } from '../../shared/dataset/summarizeDataset.ts';
import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `dataset:` channels.
 *
 * @param dataset a data set, read when first needed
 */
export function datasetHandlers(
  lab: () => Promise<Lab>,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
): HandlersOf<'dataset'> {
  const summaries = new Map<string, DatasetSummary>();
  return {
    'dataset:list': async () => (await lab()).datasets.entries(),
    'dataset:summary': async ({ id }) => {
      const loaded = await dataset(id);
      const { name, classNames } = loaded.description;
      const summary = summaries.get(loaded.datasetHash) ?? summarizeDataset(loaded);
      summaries.set(loaded.datasetHash, summary);
      return { ...summary, id, name, classNames };
    },
    'dataset:samples': async ({ id, ...options }) => pickSamples(await dataset(id), options),
  };
}
