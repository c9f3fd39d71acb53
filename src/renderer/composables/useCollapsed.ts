import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Which cards of the editor are collapsed, by their layers' ids. */
export const useCollapsed = defineStore('collapsedLayers', () => {
  const ids = shallowRef<ReadonlySet<number>>(new Set());

  function toggle(id: number): void {
    const next = new Set(ids.value);
    if (!next.delete(id)) next.add(id);
    ids.value = next;
  }

  /** Collapses these and no others. */
  function only(all: readonly number[]): void {
    ids.value = new Set(all);
  }

  return { ids, toggle, only };
});
