import type { EpochMetricsTable } from './epochMetrics.ts';
import type { Database } from './loadSqlite.ts';

/** Takes a run's record back to the end of an epoch; the caller brings the transaction. */
export type RewindRun = (run: number, epoch: number) => void;

interface Place {
  readonly run: number;
  readonly epoch: number;
}

/**
 * Prepares taking runs back, for training that goes on from an earlier epoch than the record holds: what
 * came later is trained and recorded again.
 */
export function createRewindRun(database: Database, epochs: EpochMetricsTable): RewindRun {
  const removals = [
    'DELETE FROM step_metrics WHERE run = @run AND epoch > @epoch',
    `DELETE FROM confusion_matrices WHERE run = @run AND split = 'validation' AND epoch > @epoch`,
    'DELETE FROM checkpoints WHERE run = @run AND epoch > @epoch',
  ].map((sql) => database.prepare<[Place]>(sql));
  const clearings = [
    'DELETE FROM epoch_metrics WHERE run = ?',
    'DELETE FROM run_metrics WHERE run = ?',
  ].map((sql) => database.prepare<[number]>(sql));
  const summarize = database.prepare<[Place]>(
    `UPDATE runs SET epochs_done = @epoch,
       training_seconds = (SELECT sum(seconds) FROM epoch_metrics WHERE run = @run),
       best_val_accuracy = (SELECT max(val_accuracy) FROM epoch_metrics WHERE run = @run),
       best_epoch = (SELECT epoch FROM epoch_metrics WHERE run = @run
         ORDER BY val_accuracy DESC, epoch LIMIT 1)
     WHERE number = @run`,
  );
  return (run, epoch) => {
    for (const removal of removals) removal.run({ run, epoch });
    const recorded = epochs.ofRun(run);
    const kept = recorded.filter((metrics) => metrics.epoch <= epoch);
    if (kept.length < recorded.length) {
      for (const clearing of clearings) clearing.run(run);
      // Recorded again one by one, so that what follows from them is kept right as at the first time.
      for (const metrics of kept) epochs.insert(run, metrics);
    }
    summarize.run({ run, epoch });
  };
}
