import type {
  EpochEvent,
  FinishedEvent,
  StartedEvent,
} from '../shared/contract/trainerProtocol.ts';
import type { Database } from './loadSqlite.ts';

/** What a run's own row gathers while it trains. */
export type RunProgress = ReturnType<typeof createRunProgress>;

/** Prepares the statements that follow a run's training. Every `at` is ISO 8601 in UTC. */
export function createRunProgress(database: Database) {
  const started = database.prepare<[Record<string, unknown>]>(
    `UPDATE runs SET environment = @environment, parameters = @parameters,
       dataset_hash = @datasetHash, split_hash = @splitHash, ending = NULL
     WHERE number = @number`,
  );
  // Best is the first epoch that reached the highest accuracy.
  const epoch = database.prepare<[Record<string, unknown>]>(
    `UPDATE runs SET epochs_done = @epoch,
       training_seconds = coalesce(training_seconds, 0) + @seconds,
       best_epoch = CASE WHEN best_val_accuracy IS NULL OR @valAccuracy > best_val_accuracy
         THEN @epoch ELSE best_epoch END,
       best_val_accuracy = max(coalesce(best_val_accuracy, @valAccuracy), @valAccuracy)
     WHERE number = @number`,
  );
  const finished = database.prepare<[number, string | null, number]>(
    'UPDATE runs SET training_seconds = ?, ending = ? WHERE number = ?',
  );
  const seq = database.prepare<[number, string, number]>(
    'UPDATE runs SET last_seq = ?, updated_at = ? WHERE number = ?',
  );
  return {
    started(number: number, event: StartedEvent): void {
      const { parameters, datasetHash, splitHash } = event;
      const environment = JSON.stringify(event.environment);
      started.run({ number, environment, parameters, datasetHash, splitHash });
    },
    epoch(number: number, event: EpochEvent): void {
      const { epoch: done, seconds: took, valAccuracy } = event;
      epoch.run({ number, epoch: done, seconds: took, valAccuracy });
    },
    finished(number: number, { seconds, ending }: FinishedEvent): void {
      finished.run(seconds, ending === undefined ? null : JSON.stringify(ending), number);
    },
    recorded: (number: number, last: number, at: string): void => void seq.run(last, at, number),
  };
}
