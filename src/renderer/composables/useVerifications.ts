import { computed, shallowRef, type Ref } from 'vue';
import type { RunVerification } from '../../shared/verify/runVerification.ts';
import { call } from '../lab.ts';
import { useRunsStore } from '../stores/runsStore.ts';
import { useAnswer } from './useAnswer.ts';

/** The verifications that a run is part of, read anew when one of their runs changes its state. */
export function useVerifications(runId: Readonly<Ref<string>>) {
  const runs = useRunsStore();
  const found = shallowRef<readonly RunVerification[]>([]);
  /** Without those of the run that was shown before. */
  const verifications = computed(() =>
    found.value.filter(({ run, repetition }) => [run.id, repetition?.id].includes(runId.value)),
  );
  const states = computed(() =>
    verifications.value.map(({ repetition }) => repetition && runs.get(repetition.id)?.state),
  );
  // A new run may be a repetition; what it repeats is not among the facts that tables have.
  const question = computed(() => [runId.value, runs.runs.length, ...states.value].join(' '));
  const { error } = useAnswer(question, async () => {
    found.value = await call('runs:verifications', { runId: runId.value });
  });
  return { verifications, error };
}
