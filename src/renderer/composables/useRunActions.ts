import { shallowRef, type ShallowRef } from 'vue';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { call } from '../lab.ts';
import { useRunsStore } from '../stores/runsStore.ts';
import { useConfirm } from './useConfirm.ts';

/** What can be done to runs; a failure is kept in `error` for the place to show. */
export interface RunActions {
  readonly error: ShallowRef<LabError | null>;
  stop(runs: readonly RunSummary[]): Promise<void>;
  /** Lets a run in training end with its epoch. @returns whether it will */
  stopAfterEpoch(run: RunSummary): Promise<boolean>;
  pause(run: RunSummary): Promise<void>;
  resume(run: RunSummary): Promise<void>;
  /** Queues a run of more epochs than this completed one. @returns it, or null when it cannot be */
  extend(run: RunSummary, epochs: number): Promise<RunSummary | null>;
  rename(run: RunSummary, name: string): Promise<void>;
  /** Puts a queued run at a place in the queue, counted from 1. */
  move(run: RunSummary, position: number): Promise<void>;
  /** Asks, then deletes. @returns whether the runs are gone */
  remove(runs: readonly RunSummary[]): Promise<boolean>;
}

/** The commands on runs, as every place that shows runs uses them. */
export function useRunActions(): RunActions {
  const store = useRunsStore();
  const { confirm } = useConfirm();
  const error = shallowRef<LabError | null>(null);

  async function attempt(action: () => Promise<void>): Promise<boolean> {
    error.value = null;
    try {
      await action();
      return true;
    } catch (thrown) {
      error.value = toLabError(thrown);
      return false;
    }
  }

  async function stop(runs: readonly RunSummary[]): Promise<void> {
    await attempt(async () => {
      for (const { id } of runs) store.put(await call('runs:stop', { runId: id }));
    });
  }

  function stopAfterEpoch({ id }: RunSummary): Promise<boolean> {
    return attempt(async () => store.put(await call('runs:stop-after-epoch', { runId: id })));
  }

  async function pause({ id }: RunSummary): Promise<void> {
    await attempt(async () => store.put(await call('runs:pause', { runId: id })));
  }

  async function resume({ id }: RunSummary): Promise<void> {
    await attempt(async () => store.put(await call('runs:resume', { runId: id })));
  }

  async function extend({ id }: RunSummary, epochs: number): Promise<RunSummary | null> {
    let longer: RunSummary | null = null;
    await attempt(async () => {
      longer = await call('runs:extend', { runId: id, epochs });
      store.put(longer);
    });
    return longer;
  }

  async function rename({ id, name: before }: RunSummary, name: string): Promise<void> {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed === before) return;
    await attempt(async () => store.put(await call('runs:rename', { runId: id, name: trimmed })));
  }

  async function move({ id }: RunSummary, position: number): Promise<void> {
    await attempt(async () => store.put(await call('runs:move', { runId: id, position })));
  }

  async function remove(runs: readonly RunSummary[]): Promise<boolean> {
    const [first] = runs;
    if (!first) return false;
    const what = runs.length === 1 ? `“${first.name}”` : `${runs.length} runs`;
    const agreed = await confirm({
      title: `Delete ${what}?`,
      message: 'Metrics, matrices and weights go with it. This cannot be undone.',
      action: runs.length === 1 ? 'Delete run' : `Delete ${runs.length} runs`,
      danger: true,
    });
    if (!agreed) return false;
    return attempt(async () => {
      const runIds = runs.map(({ id }) => id);
      await call('runs:delete', { runIds });
      store.applyEvents([{ kind: 'deleted', runIds }]);
    });
  }

  return { error, stop, stopAfterEpoch, pause, resume, extend, rename, move, remove };
}
