import { computed, shallowRef } from 'vue';

/**
 * The first few of a list, and the rest when it is asked for.
 *
 * @example
 * const { shown, hidden, showAll } = useFirst(() => runs, 10);
 */
export function useFirst<T>(list: () => readonly T[], count: number) {
  const all = shallowRef(false);
  return {
    shown: computed(() => (all.value ? list() : list().slice(0, count))),
    /** How many are not shown. */
    hidden: computed(() => (all.value ? 0 : Math.max(0, list().length - count))),
    showAll: (): void => {
      all.value = true;
    },
  };
}
