import type { CheckpointEvent } from '../shared/contract/trainerProtocol.ts';
import type { Checkpoint } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';

/** What training can go on from; a row is written after its file is complete and synced. */
export type Checkpoints = ReturnType<typeof createCheckpoints>;

/** Prepares the statements on checkpoints. */
export function createCheckpoints(database: Database) {
  const upsert = database.prepare<[Checkpoint & { readonly run: number }]>(
    `INSERT INTO checkpoints (run, epoch, path, bytes, sha256)
     VALUES (@run, @epoch, @path, @bytes, @sha256)
     ON CONFLICT DO UPDATE SET path = excluded.path, bytes = excluded.bytes, sha256 = excluded.sha256`,
  );
  const drop = database.prepare<[number, string]>(
    `DELETE FROM checkpoints
     WHERE run = ? AND epoch NOT IN (SELECT value FROM json_each(?))`,
  );
  const select = database.prepare<[number], Checkpoint>(
    'SELECT epoch, path, bytes, sha256 FROM checkpoints WHERE run = ? ORDER BY epoch',
  );
  const insert = (run: number, { epoch, path, bytes, sha256 }: Checkpoint): void =>
    void upsert.run({ run, epoch, path, bytes, sha256 });
  return {
    insert,
    /** Adds a checkpoint, and forgets those that gave way to it. */
    record(run: number, event: CheckpointEvent): void {
      insert(run, event);
      drop.run(run, JSON.stringify(event.kept));
    },
    ofRun: (run: number): readonly Checkpoint[] => select.all(run),
  };
}
