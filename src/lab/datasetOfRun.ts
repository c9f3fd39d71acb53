import type { LoadedDataset } from '../shared/dataset/labelledImages.ts';
import { LabError } from '../shared/errors.ts';
import type { StoreReader } from '../store/store.ts';

/**
 * The data set that a run was trained on: with another one, labels and images would be wrong.
 *
 * @throws LabError `dataset-corrupt` when it has changed since
 */
export async function datasetOfRun(
  store: Pick<StoreReader, 'getRun'>,
  runId: string,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
): Promise<LoadedDataset> {
  const { datasetHash, spec, summary } = store.getRun(runId);
  const loaded = await dataset(spec.dataset.id);
  if (datasetHash === null || datasetHash === loaded.datasetHash) return loaded;
  throw new LabError({
    code: 'dataset-corrupt',
    message: `${summary.name} was evaluated on other images than the ones at hand`,
    hint: 'Provide the data set that the run was trained on',
    context: { runId, ofRun: datasetHash, atHand: loaded.datasetHash },
  });
}
