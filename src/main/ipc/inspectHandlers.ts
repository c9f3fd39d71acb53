import type { Lab } from '../../lab/lab.ts';
import { createRunInspection, type RunInspection } from '../../lab/runInspection.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `inspect:` channels, by a process beside the one that trains.
 *
 * @param dataset a data set, read when first needed
 */
export function inspectHandlers(
  lab: () => Promise<Lab>,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
): HandlersOf<'inspect'> {
  const inspection = async (): Promise<RunInspection> => {
    const { store, inspector, paths, datasets } = await lab();
    const describe = (id: string) => datasets.locate(id).description;
    return createRunInspection({ store, inspector, runDir: paths.run, describe, dataset });
  };
  return {
    'inspect:predict': async (request) => (await inspection()).predict(request),
    'inspect:activations': async (request) => (await inspection()).activations(request),
    'inspect:filters': async (request) => (await inspection()).filters(request),
    'inspect:grad-cam': async (request) => (await inspection()).gradCam(request),
  };
}
