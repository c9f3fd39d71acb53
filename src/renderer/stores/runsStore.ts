import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { isActive } from '../../shared/model/runState.ts';
import { call } from '../lab.ts';
import { applyLabEvents, EMPTY_RUNS, type LiveProgress } from './runsState.ts';

/** All runs of the lab, kept current by the lab's events. */
export const useRunsStore = defineStore('runs', () => {
  const state = shallowRef(EMPTY_RUNS);
  const loaded = shallowRef(false);
  const error = shallowRef<LabError | null>(null);
  /** What was broadcast while the store was being read: it may be newer than the answer. */
  let duringLoad: LabEvent[] | null = null;

  /** Every run, newest first. */
  const runs = computed<readonly RunSummary[]>(() =>
    [...state.value.runs.values()].sort((a, b) => b.number - a.number),
  );
  /** The run that holds the trainer. */
  const active = computed<RunSummary | null>(
    () => runs.value.find((run) => isActive(run.state)) ?? null,
  );
  /** Queued runs in the order in which they will train. */
  const queue = computed<readonly RunSummary[]>(() =>
    runs.value
      .filter((run) => run.state === 'queued')
      .sort((a, b) => (a.queuePosition ?? Infinity) - (b.queuePosition ?? Infinity)),
  );

  /** Reads all runs from the lab. A failure is kept in `error`. */
  async function load(): Promise<void> {
    duringLoad = [];
    try {
      const answer = await call('runs:list', { archived: 'with', limit: 10_000 });
      const { progress } = state.value;
      const fresh = { runs: new Map(answer.runs.map((run) => [run.id, run])), progress };
      state.value = applyLabEvents(fresh, duringLoad ?? []);
      loaded.value = true;
      error.value = null;
    } catch (thrown) {
      error.value = toLabError(thrown);
    } finally {
      duringLoad = null;
    }
  }

  /** Applies what the lab broadcast, in order. */
  function applyEvents(events: readonly LabEvent[]): void {
    duringLoad?.push(...events);
    state.value = applyLabEvents(state.value, events);
  }

  /** Takes in the answer to a command, which may come before its broadcast. */
  function put(run: RunSummary): void {
    applyEvents([{ kind: 'run', run }]);
  }

  function get(id: string): RunSummary | undefined {
    return state.value.runs.get(id);
  }

  /** How far a run in training is; undefined when it is not, or has not said. */
  function progressOf(id: string): LiveProgress | undefined {
    return state.value.progress.get(id);
  }

  return { runs, active, queue, loaded, error, load, applyEvents, put, get, progressOf };
});
