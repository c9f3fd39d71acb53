import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { SavedArchitecture } from '../../shared/model/savedArchitecture.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { call } from '../lab.ts';
import { useToastStore } from './toastStore.ts';

/** The library of the person's own architectures. What cannot be done throws a LabError, for its dialog. */
export const useLibraryStore = defineStore('library', () => {
  const toasts = useToastStore();
  /** The one changed last first; null before the lab has answered. */
  const saved = shallowRef<readonly SavedArchitecture[] | null>(null);
  /** Why the library could not be read. */
  const error = shallowRef<LabError | null>(null);

  /** Reads the library; the list before stays when it cannot be read. */
  async function load(): Promise<void> {
    try {
      saved.value = await call('architectures:list', {});
      error.value = null;
    } catch (thrown) {
      error.value = toLabError(thrown);
    }
  }

  /** Saves a spec under a name. @param replace in place of the one of that name */
  async function save(
    name: string,
    spec: ExperimentSpec,
    replace: boolean,
  ): Promise<SavedArchitecture> {
    const kept = await call('architectures:save', { name, spec, replace });
    toasts.show(`“${kept.name}” is in the library`);
    await load();
    return kept;
  }

  async function rename(id: string, name: string): Promise<void> {
    await call('architectures:rename', { id, name });
    await load();
  }

  /** Deletes, and offers to take it back. */
  async function remove({ id, name }: SavedArchitecture): Promise<void> {
    await told(async () => {
      await call('architectures:delete', { id });
      toasts.showUndo(`“${name}” deleted from the library`, () => void restore(id));
    });
  }

  function restore(id: string): Promise<void> {
    return told(() => call('architectures:restore', { id }));
  }

  /** Does what has no place of its own for errors, and reads the library again. */
  async function told(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      toasts.showError(toLabError(thrown));
    }
    await load();
  }

  return { saved, error, load, save, rename, remove };
});
