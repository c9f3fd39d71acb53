import { computed, shallowRef, watch } from 'vue';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { ComparedRun } from '../../shared/model/run.ts';
import { call } from '../lab.ts';
import { useRunsStore } from '../stores/runsStore.ts';

/**
 * Runs as Compare shows them, read together, and read again when an epoch, a test or an end comes.
 *
 * @param ids the baseline first; at most 50
 */
export function useComparedRuns(ids: () => readonly string[]) {
  const store = useRunsStore();
  const known = shallowRef<ReadonlyMap<string, ComparedRun>>(new Map());
  /** What each run was like when it was read. */
  const read = new Map<string, string>();
  const gone = shallowRef<readonly string[]>([]);
  const error = shallowRef<LabError | null>(null);
  let asked = 0;

  // What the figures depend on; names and colours are taken from the table of runs as they are.
  const stamps = computed(() =>
    ids().map((id) => {
      const run = store.get(id);
      return [id, run ? `${run.state} ${run.epochsDone} ${run.testCount ?? ''}` : ''] as const;
    }),
  );

  async function load(): Promise<void> {
    const wanted = stamps.value.filter(([id, stamp]) => read.get(id) !== stamp);
    if (wanted.length === 0) return;
    asked += 1;
    const question = asked;
    try {
      const runIds = wanted.map(([id]) => id);
      const { runs } = await call('runs:compared', { runIds });
      const found = new Map(runs.map((run) => [run.summary.id, run]));
      for (const [id, stamp] of wanted) if (found.has(id)) read.set(id, stamp);
      known.value = new Map([...known.value, ...found]);
      const missing = runIds.filter((id) => !found.has(id));
      gone.value = [...new Set([...gone.value, ...missing])];
      error.value = null;
    } catch (thrown) {
      // A later question will answer for this one.
      if (question === asked) error.value = toLabError(thrown);
    }
  }

  watch(() => stamps.value.flat().join('\n'), load, { immediate: true });

  const runs = computed(() =>
    ids().flatMap((id) => {
      const run = known.value.get(id);
      return run ? [{ ...run, summary: store.get(id) ?? run.summary }] : [];
    }),
  );
  /** The runs as they are called, also before they are read. */
  const summaries = computed(() =>
    ids().flatMap((id) => store.get(id) ?? known.value.get(id)?.summary ?? []),
  );
  const missing = computed(() => ids().filter((id) => gone.value.includes(id)));
  const loading = computed(
    () => error.value === null && runs.value.length + missing.value.length < ids().length,
  );
  return { runs, summaries, missing, loading, error, load };
}
