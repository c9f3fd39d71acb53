import type { Lab } from '../../lab/lab.ts';
import { findDataset } from '../../shared/dataset/datasetDescription.ts';
import { LabError } from '../../shared/errors.ts';
import { dataFormOf } from '../../shared/model/savedArchitecture.ts';
import { parseSpec } from '../../shared/spec/experimentSpec.ts';
import type { HandlersOf } from './handlers.ts';

/** Answers the channels of the library of own architectures. */
export function architecturesHandlers(
  lab: () => Promise<Pick<Lab, 'store' | 'datasets'>>,
): HandlersOf<'architectures'> {
  return {
    'architectures:list': async () => (await lab()).store.architectures(),
    'architectures:save': async ({ name, spec: given, replace }) => {
      const { store, datasets } = await lab();
      const available = datasets.available();
      const spec = parseSpec(given, available);
      const dataset = findDataset(available, spec.dataset.id);
      // parseSpec refuses a spec whose data set is not there.
      if (!dataset) throw new LabError({ code: 'internal', message: 'the data set is gone' });
      return store.saveArchitecture({ name, spec, data: dataFormOf(dataset), replace });
    },
    'architectures:rename': async ({ id, name }) =>
      (await lab()).store.renameArchitecture(id, name),
    'architectures:delete': async ({ id }) => ({
      deleted: (await lab()).store.deleteArchitecture(id),
    }),
    'architectures:restore': async ({ id }) => (await lab()).store.restoreArchitecture(id),
  };
}
