import type { RunQueue } from '../queue/runQueue.ts';
import type { LabEvent } from '../shared/contract/labEvents.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { Store } from '../store/store.ts';
import type { Lab } from './lab.ts';

/** What people change about runs that are there. */
export type LabEdits = Pick<
  Lab,
  'renameRun' | 'annotateRuns' | 'setNote' | 'deleteRuns' | 'restoreRuns'
>;

/** The changes of people to runs, each told to whoever listens. */
export function labEdits(store: Store, queue: RunQueue, tell: (event: LabEvent) => void): LabEdits {
  const tellRuns = (runs: readonly RunSummary[]): readonly RunSummary[] => {
    for (const run of runs) tell({ kind: 'run', run });
    return runs;
  };
  const tellRun = (run: RunSummary): RunSummary => {
    tell({ kind: 'run', run });
    return run;
  };
  return {
    renameRun: (runId, name) => tellRun(store.renameRun(runId, name)),
    annotateRuns: (runIds, change) => tellRuns(store.annotateRuns(runIds, change)),
    setNote: (runId, text) => tellRun(store.setNote(runId, text)),
    deleteRuns: (runIds) => {
      const deleted = queue.remove(runIds);
      tell({ kind: 'deleted', runIds: deleted });
      return deleted.length;
    },
    restoreRuns: (runIds) => {
      const runs = tellRuns(store.restoreRuns(runIds));
      queue.refresh();
      return runs;
    },
  };
}
