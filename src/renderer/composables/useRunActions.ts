import { shallowRef, type ShallowRef } from 'vue';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { Annotation } from '../../shared/contract/runsTable.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { call } from '../lab.ts';
import { useRunsStore } from '../stores/runsStore.ts';
import { useToastStore } from '../stores/toastStore.ts';

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
  /** Queues the run's spec again, to be compared with it to the bit. */
  verify(run: RunSummary): Promise<void>;
  /** Writes the run's bundle, with its checkpoints or without, to a file that the person chooses. */
  exportBundle(run: RunSummary, checkpoints: boolean): Promise<void>;
  rename(run: RunSummary, name: string): Promise<void>;
  /** Puts a queued run at a place in the queue, counted from 1. */
  move(run: RunSummary, position: number): Promise<void>;
  /** Changes what is noted about runs. @returns whether it was done */
  annotate(runs: readonly RunSummary[], change: Annotation): Promise<boolean>;
  /** Deletes, and offers to take it back. @returns whether the runs are gone */
  remove(runs: readonly RunSummary[]): Promise<boolean>;
}

/** The commands on runs, as every place that shows runs uses them. */
export function useRunActions(): RunActions {
  const store = useRunsStore();
  const toasts = useToastStore();
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

  async function verify({ id, name }: RunSummary): Promise<void> {
    await attempt(async () => {
      const again = await call('runs:verify', { runId: id });
      store.put(again);
      toasts.showLink(
        `“${name}” is trained again as #${again.number}`,
        'Open',
        `/runs/${again.id}`,
      );
    });
  }

  async function exportBundle({ id }: RunSummary, checkpoints: boolean): Promise<void> {
    await attempt(async () => {
      const { path } = await call('bundles:export', { runId: id, checkpoints });
      if (path !== null) toasts.show(`Written: ${path}`);
    });
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
    return attempt(async () => {
      const runIds = runs.map(({ id }) => id);
      await call('runs:delete', { runIds });
      store.applyEvents([{ kind: 'deleted', runIds }]);
      const what = runs.length === 1 ? `“${first.name}”` : `${runs.length} runs`;
      toasts.showUndo(`${what} deleted`, () => void restore(runIds));
    });
  }

  async function restore(runIds: readonly string[]): Promise<void> {
    await attempt(async () => {
      for (const run of await call('runs:restore', { runIds: [...runIds] })) store.put(run);
    });
    if (error.value) toasts.showError(error.value);
  }

  function annotate(runs: readonly RunSummary[], change: Annotation): Promise<boolean> {
    return attempt(async () => {
      const runIds = runs.map(({ id }) => id);
      if (runIds.length === 0) return;
      for (const run of await call('runs:annotate', { runIds, change })) store.put(run);
      if (change.archived !== true) return;
      const what = runs.length === 1 ? `“${runs[0]?.name}”` : `${runs.length} runs`;
      toasts.showUndo(`${what} archived`, () => void annotate(runs, { archived: false }));
    });
  }

  return {
    error,
    stop,
    stopAfterEpoch,
    pause,
    resume,
    extend,
    verify,
    exportBundle,
    rename,
    move,
    remove,
    annotate,
  };
}
