import { shallowRef } from 'vue';
import { fromErrorData, toLabError, type LabError } from '../../shared/errors.ts';
import { call } from '../lab.ts';
import { useRunsStore } from '../stores/runsStore.ts';
import { useToastStore } from '../stores/toastStore.ts';

/** Bringing runs from other labs; a file that was not taken leaves its error for the place to show. */
export function useBundleImport() {
  const store = useRunsStore();
  const toasts = useToastStore();
  const errors = shallowRef<readonly LabError[]>([]);
  const busy = shallowRef(false);

  async function importBundles(): Promise<void> {
    errors.value = [];
    busy.value = true;
    try {
      const { imported, refused } = await call('bundles:import', {});
      for (const run of imported) store.put(run);
      errors.value = refused.map(fromErrorData);
      const [run] = imported;
      if (run === undefined) return;
      if (imported.length > 1) toasts.show(`${imported.length} runs imported`);
      else toasts.showLink(`“${run.name}” imported as #${run.number}`, 'Open', `/runs/${run.id}`);
    } catch (thrown) {
      errors.value = [toLabError(thrown)];
    } finally {
      busy.value = false;
    }
  }

  return { errors, busy, importBundles };
}
