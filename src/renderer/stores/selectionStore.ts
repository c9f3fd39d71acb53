import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { idsBetween, withIds, withoutIds } from './selection.ts';

/** The runs chosen in Runs, which Compare shows; the first chosen is the baseline. */
export const useSelectionStore = defineStore('selection', () => {
  const ids = shallowRef<readonly string[]>([]);
  const members = computed(() => new Set(ids.value));
  /** Where a range by Shift begins. */
  const anchor = shallowRef<string | null>(null);

  function isSelected(id: string): boolean {
    return members.value.has(id);
  }

  /** Replaces the selection, in the given order. */
  function set(next: readonly string[]): void {
    ids.value = [...new Set(next)];
    anchor.value = ids.value.at(-1) ?? null;
  }

  /** Selects what is not selected, and the other way round. */
  function toggle(id: string): void {
    ids.value = isSelected(id) ? withoutIds(ids.value, [id]) : withIds(ids.value, [id]);
    anchor.value = id;
  }

  /** Adds everything from the anchor to a row, in the order shown. */
  function extendTo(id: string, order: readonly string[]): void {
    ids.value = withIds(ids.value, idsBetween(order, anchor.value, id));
    anchor.value ??= id;
  }

  /** Drops ids, such as those of deleted runs. */
  function remove(gone: Iterable<string>): void {
    ids.value = withoutIds(ids.value, gone);
  }

  function clear(): void {
    ids.value = [];
    anchor.value = null;
  }

  return { ids, isSelected, set, toggle, extendTo, remove, clear };
});
