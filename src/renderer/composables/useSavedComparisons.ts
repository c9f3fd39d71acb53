import { shallowRef } from 'vue';
import type { SaveComparison, SavedComparison } from '../../shared/contract/comparison.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import { call } from '../lab.ts';
import { useToastStore } from '../stores/toastStore.ts';

/** The comparisons kept in this lab; a failure is kept in `error` for the place to show. */
export function useSavedComparisons() {
  const toasts = useToastStore();
  const saved = shallowRef<readonly SavedComparison[]>([]);
  const error = shallowRef<LabError | null>(null);
  const busy = shallowRef(false);

  async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
    busy.value = true;
    error.value = null;
    try {
      return await action();
    } catch (thrown) {
      error.value = toLabError(thrown);
      return null;
    } finally {
      busy.value = false;
    }
  }

  async function load(): Promise<void> {
    saved.value = (await attempt(() => call('comparisons:list', {}))) ?? saved.value;
  }

  async function save(comparison: SaveComparison): Promise<SavedComparison | null> {
    const kept = await attempt(() => call('comparisons:save', comparison));
    if (kept) {
      toasts.show(`Saved “${kept.name}”`);
      await load();
    }
    return kept;
  }

  async function remove(id: string): Promise<void> {
    await attempt(() => call('comparisons:delete', { id }));
    await load();
  }

  async function exportAs(
    format: 'html' | 'pdf',
    { id: _id, ...comparison }: SaveComparison,
  ): Promise<void> {
    const written = await attempt(() => call('comparisons:export', { ...comparison, format }));
    if (written?.path) toasts.show(`Written: ${written.path}`);
  }

  void load();
  return { saved, error, busy, save, remove, exportAs };
}
