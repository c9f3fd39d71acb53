import { computed } from 'vue';
import type { ComparedRun } from '../../shared/model/run.ts';
import { call } from '../lab.ts';
import { useAnswer } from './useAnswer.ts';

/** The most runs that are judged at once. */
const MOST = 50;

/**
 * The verdicts on runs, asked for anew when a run comes, goes, is renamed or is evaluated.
 *
 * @param runs the baseline first
 */
export function useComparison(runs: () => readonly ComparedRun[]) {
  const ids = computed(() =>
    runs()
      .slice(0, MOST)
      .map(({ summary }) => summary.id),
  );
  // What an answer depends on, as text: details are replaced with every epoch.
  const question = computed(() =>
    ids.value.length < 2
      ? null
      : runs()
          .map(({ summary, evaluation }) =>
            [summary.id, summary.name, evaluation !== null].join(' '),
          )
          .join('\n'),
  );
  const { answer, error } = useAnswer(question, () => call('runs:compare', { runIds: ids.value }));
  const comparison = computed(() => (question.value === null ? null : answer.value));
  return { comparison, error };
}
