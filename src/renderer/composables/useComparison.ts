import { computed, shallowRef, watch } from 'vue';
import type { Comparison } from '../../shared/contract/comparison.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { ComparedRun } from '../../shared/model/run.ts';
import { call } from '../lab.ts';

/** The most runs that are judged at once. */
const MOST = 50;

/**
 * The verdicts on runs, asked for anew when a run comes, goes, is renamed or is evaluated.
 *
 * @param runs the baseline first
 */
export function useComparison(runs: () => readonly ComparedRun[]) {
  const comparison = shallowRef<Comparison | null>(null);
  const error = shallowRef<LabError | null>(null);
  const ids = computed(() =>
    runs()
      .slice(0, MOST)
      .map(({ summary }) => summary.id),
  );
  // What an answer depends on, as text: details are replaced with every epoch.
  const key = computed(() =>
    runs()
      .map(({ summary, evaluation }) => [summary.id, summary.name, evaluation !== null].join(' '))
      .join('\n'),
  );

  async function load(asked: string): Promise<void> {
    if (ids.value.length < 2) {
      comparison.value = null;
      return;
    }
    try {
      const answer = await call('runs:compare', { runIds: ids.value });
      // A later question may have been answered first.
      if (asked !== key.value) return;
      comparison.value = answer;
      error.value = null;
    } catch (thrown) {
      if (asked === key.value) error.value = toLabError(thrown);
    }
  }

  watch(key, load, { immediate: true });
  return { comparison, error };
}
