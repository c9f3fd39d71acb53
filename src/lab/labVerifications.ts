import type { RunQueue } from '../queue/runQueue.ts';
import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { compareRecords, type RunRecord } from '../shared/verify/compareRecords.ts';
import type { Store, StoreReader } from '../store/store.ts';

/** Training runs again, to see whether they come to the same numbers. */
export interface LabVerifications {
  /**
   * Queues a run of the same spec, as a child of a completed run.
   *
   * @returns the repetition
   * @throws LabError `illegal-state` for a run that is not completed, `not-found`
   */
  verify(runId: string): RunSummary;
  /** Compares the repetitions that are completed with their runs, to the bit, and keeps what that says. */
  settle(): void;
}

/** What verifications work with. */
export interface LabVerificationsInit {
  readonly store: Store;
  readonly queue: Pick<RunQueue, 'adopt'>;
}

/** Prepares verifications; one begun by an earlier process is settled like any other. */
export function createLabVerifications({ store, queue }: LabVerificationsInit): LabVerifications {
  return {
    verify: (runId) => {
      const { summary, spec, cost } = store.getRun(runId);
      assertCompleted(summary);
      const name = `${summary.name} · again`.slice(-120);
      const request = { spec, name, ...(cost.forced && { force: true }) };
      return queue.adopt(store.enqueueVerification(runId, request));
    },
    settle: () => {
      for (const { runId, repetitionId } of store.dueVerifications()) {
        const result = compareRecords(recordOf(store, runId), recordOf(store, repetitionId));
        store.finishVerification(repetitionId, result);
      }
    },
  };
}

function recordOf(store: StoreReader, runId: string): RunRecord {
  return {
    detail: store.getRun(runId),
    steps: store.stepMetrics(runId),
    predictions: store.predictions(runId),
  };
}

function assertCompleted({ name, state }: RunSummary): void {
  if (state === 'completed') return;
  throw new LabError({
    code: 'illegal-state',
    message: `${name} is ${state}: there is no whole record to verify`,
    hint: 'Choose a completed run, or let this one go on with: npm run lab -- resume',
  });
}
