import type { RunQueue } from '../queue/runQueue.ts';
import type { DatasetDescription } from '../shared/dataset/datasetDescription.ts';
import { LabError, toLabError } from '../shared/errors.ts';
import type { RunDetail, RunSummary } from '../shared/model/run.ts';
import { compareRecords, type RunRecord } from '../shared/verify/compareRecords.ts';
import type { Store, StoreReader } from '../store/store.ts';
import type { OpenVerification } from '../store/verifications.ts';
import type { LabDatasets } from './labDatasets.ts';

/** Training runs again, to see whether they come to the same numbers. */
export interface LabVerifications {
  /**
   * Queues a run of the same spec, as a child of a completed run.
   *
   * @returns the repetition
   * @throws LabError `illegal-state` for a run that is not completed, `not-found`; `dataset-missing` or
   *   `dataset-corrupt` when the lab does not have the images that it was trained on
   */
  verify(runId: string): RunSummary;
  /**
   * Compares the repetitions that are completed with their runs, to the bit, and keeps what that says. One
   * that cannot be compared stays open, and is told of once.
   */
  settle(): void;
}

/** What verifications work with. */
export interface LabVerificationsInit {
  readonly store: Store;
  readonly queue: Pick<RunQueue, 'adopt'>;
  readonly datasets: Pick<LabDatasets, 'locate'>;
  /** A verification could not be settled. */
  readonly onFault: (error: LabError) => void;
}

/** Prepares verifications; one begun by an earlier process is settled like any other. */
export function createLabVerifications(init: LabVerificationsInit): LabVerifications {
  const { store, queue, datasets, onFault } = init;
  const told = new Set<string>();
  /** Whatever happens to one: others are to be settled, and the lab to open. */
  const guarded = (key: string, explain: (cause: unknown) => LabError, work: () => void): void => {
    try {
      work();
    } catch (cause) {
      if (!told.has(key)) onFault(explain(cause));
      told.add(key);
    }
  };
  const settleOne = ({ runId, repetitionId }: OpenVerification): void => {
    const result = compareRecords(recordOf(store, runId), recordOf(store, repetitionId));
    store.finishVerification(repetitionId, result);
  };
  return {
    verify: (runId) => {
      const run = store.getRun(runId);
      const { summary, spec, cost } = run;
      assertCompleted(summary);
      assertSameData(run, datasets.locate(spec.dataset.id).description);
      const name = `${summary.name} · again`.slice(-120);
      const request = { spec, name, ...(cost.forced && { force: true }) };
      return queue.adopt(store.enqueueVerification(runId, request));
    },
    settle: () =>
      guarded('', toLabError, () => {
        for (const due of store.dueVerifications()) {
          guarded(
            due.repetitionId,
            (cause) => cannotCompare(store, due, cause),
            () => settleOne(due),
          );
        }
      }),
  };
}

function recordOf(store: StoreReader, runId: string): RunRecord {
  return {
    detail: store.getRun(runId),
    steps: store.stepMetrics(runId),
    predictions: store.predictions(runId),
  };
}

function cannotCompare(
  store: StoreReader,
  { runId, repetitionId }: OpenVerification,
  cause: unknown,
): LabError {
  const { code, message, context } = toLabError(cause);
  return new LabError({
    code,
    message: `${nameOf(store, repetitionId)} cannot be compared with ${nameOf(store, runId)}, which it repeats: ${message}`,
    hint: 'Delete the run whose record it is, or restore a backup; the lab goes on without this comparison',
    context: { ...context, runId, repetitionId },
    cause,
  });
}

/** A run as people know it, or by its id where not even its row can be read. */
function nameOf(store: StoreReader, runId: string): string {
  try {
    const { number, name } = store.getSummary(runId);
    return `#${number} ${name}`;
  } catch {
    return runId;
  }
}

function assertCompleted({ name, state }: RunSummary): void {
  if (state === 'completed') return;
  throw new LabError({
    code: 'illegal-state',
    message: `${name} is ${state}: there is no whole record to verify`,
    hint: 'Choose a completed run, or let this one go on with: npm run lab -- resume',
  });
}

function assertSameData({ summary, datasetHash }: RunDetail, here: DatasetDescription): void {
  if (datasetHash === here.datasetHash) return;
  throw new LabError({
    code: 'dataset-corrupt',
    message: `${summary.name} was trained on other images than this lab’s ${here.name}`,
    hint: 'Import the data set that the run was trained on, under the same name',
    context: { runId: summary.id, ofRun: datasetHash, atHand: here.datasetHash },
  });
}
