import { useSelectionStore } from '../stores/selectionStore.ts';

/**
 * The runs chosen for Compare, shared by every place.
 *
 * @example
 * const selection = useSelection();
 * selection.set([baseline.id, other.id]); // the first is the baseline
 * selection.ids; // readonly string[], in the order of choosing
 */
export function useSelection(): ReturnType<typeof useSelectionStore> {
  return useSelectionStore();
}
