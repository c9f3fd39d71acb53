import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { RunEnding } from '../shared/model/runEnding.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { EnqueueRequest } from './enqueueRun.ts';
import type { Database } from './loadSqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Prepares making a queued run of more epochs than a completed one, whose record it begins with; the caller
 * brings the transaction.
 *
 * @returns a function that throws LabError `illegal-state` when the run has not come to its end or has no
 *   checkpoint
 */
export function createExtendRun(
  database: Database,
  tables: Tables,
  enqueue: (request: EnqueueRequest) => RunSummary,
): (runId: string, epochs: number) => RunSummary {
  const copies = COPIED.map((sql) =>
    database.prepare<[{ readonly from: number; readonly to: number }]>(sql),
  );
  return (runId, epochs) => {
    const parent = tables.runs.get(runId);
    const last = assertExtensible(parent, tables);
    const spec = JSON.parse(tables.runs.detail(runId).spec) as ExperimentSpec;
    const training = { ...spec.training, epochs: last + epochs };
    const name = `${parent.name}, ${last + epochs} epochs`;
    const child = enqueue({ spec: { ...spec, training }, name, parentId: runId });
    for (const copy of copies) copy.run({ from: parent.number, to: child.number });
    tables.rewind(child.number, last);
    return tables.runs.get(child.id);
  };
}

const COPIED = [
  `INSERT INTO epoch_metrics
     SELECT @to, epoch, loss, accuracy, val_loss, val_accuracy, learning_rate, seconds
     FROM epoch_metrics WHERE run = @from ORDER BY epoch`,
  `INSERT INTO step_metrics
       (run, epoch, step, loss, accuracy, learning_rate, samples_per_second, memory_bytes)
     SELECT @to, epoch, step, loss, accuracy, learning_rate, samples_per_second, memory_bytes
     FROM step_metrics WHERE run = @from`,
  `INSERT INTO confusion_matrices
     SELECT @to, split, epoch, true_class, predicted_class, count
     FROM confusion_matrices WHERE run = @from AND split = 'validation'`,
  `INSERT INTO checkpoints
     SELECT @to, epoch, path, bytes, sha256 FROM checkpoints WHERE run = @from`,
];

/** @returns the epoch that the extension goes on from */
function assertExtensible(run: RunSummary, tables: Tables): number {
  assertRanItsCourse(run, tables);
  const last = tables.checkpoints.ofRun(run.number).at(-1)?.epoch;
  if (run.state === 'completed' && last !== undefined) return last;
  throw new LabError({
    code: 'illegal-state',
    message:
      last === undefined
        ? `${run.name} has no checkpoint, so it cannot be extended`
        : `${run.name} is ${run.state}; only a completed run can be extended`,
    hint:
      last === undefined ? 'Train a new run from its spec with more epochs' : 'Resume it, or wait',
    context: { runId: run.id, state: run.state },
  });
}

/** An early stop is decided from the epochs so far, so more of them would end at once again. */
function assertRanItsCourse(run: RunSummary, tables: Tables): void {
  const { ending } = tables.runs.detail(run.id);
  if (ending === null || (JSON.parse(ending) as RunEnding).stoppedEarly === null) return;
  throw new LabError({
    code: 'illegal-state',
    message: `${run.name} was ended by early stopping, so more epochs would end at once`,
    hint: 'Start a new run from its spec with more patience, or without early stopping',
    context: { runId: run.id, state: run.state },
  });
}
