import { createLabDatasets } from '../lab/labDatasets.ts';
import { labPaths } from '../lab/labPaths.ts';
import type { LocatedDataset } from '../queue/localExecutor.ts';
import { FASHION_MNIST } from '../shared/dataset/fashionMnist.ts';
import type { CommandContext } from './command.ts';
import { datasetDir } from './datasetDir.ts';
import { withReader } from './withReader.ts';

/**
 * A data set of a lab and the folder of its files, also while another process holds the lab.
 *
 * @throws LabError `not-found`, `dataset-missing`
 */
export async function locateDataset(
  { home, env }: Pick<CommandContext, 'home' | 'env'>,
  datasetId: string,
): Promise<LocatedDataset> {
  if (datasetId === FASHION_MNIST.id) {
    return { description: FASHION_MNIST, directory: datasetDir(env) };
  }
  const paths = labPaths(home);
  const locate = (store: Parameters<typeof createLabDatasets>[0]['store']): LocatedDataset =>
    createLabDatasets({ store, paths, fashionMnistDir: '' }).locate(datasetId);
  const nothing = { importedDatasets: () => [], datasetUse: () => ({ runs: 0, open: 0 }) };
  return (await withReader(home, locate)) ?? locate(nothing);
}
