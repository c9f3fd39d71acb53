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
  return {
    /** Adds a checkpoint, and forgets those that gave way to it. */
    insert(run: number, { epoch, path, bytes, sha256, kept }: CheckpointEvent): void {
      upsert.run({ run, epoch, path, bytes, sha256 });
      drop.run(run, JSON.stringify(kept));
    },
    ofRun: (run: number): readonly Checkpoint[] => select.all(run),
  };
}
