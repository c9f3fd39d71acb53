import type { EpochMetrics } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';

/** The metrics of each epoch. */
export type EpochMetricsTable = ReturnType<typeof createEpochMetrics>;

/** Prepares the statements on epochs. */
export function createEpochMetrics(database: Database) {
  const insert = database.prepare<[EpochMetrics & { readonly run: number }]>(
    `INSERT INTO epoch_metrics
       (run, epoch, loss, accuracy, val_loss, val_accuracy, learning_rate, seconds)
     VALUES (@run, @epoch, @loss, @accuracy, @valLoss, @valAccuracy, @learningRate, @seconds)`,
  );
  const select = database.prepare<[number], EpochMetrics>(
    `SELECT epoch, loss, accuracy, val_loss AS valLoss, val_accuracy AS valAccuracy,
       learning_rate AS learningRate, seconds
     FROM epoch_metrics WHERE run = ? ORDER BY epoch`,
  );
  return {
    insert: (run: number, metrics: EpochMetrics): void => void insert.run({ run, ...metrics }),
    ofRun: (run: number): readonly EpochMetrics[] => select.all(run),
  };
}
