import type { RunDetail } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';

type Artifact = RunDetail['artifacts'][number];

/** Files of runs; a row is written after its file is complete and synced. */
export type Artifacts = ReturnType<typeof createArtifacts>;

/** Prepares the statements on artifacts. */
export function createArtifacts(database: Database) {
  const insert = database.prepare<[number, string, number, string]>(
    // A run that was stopped and went on writes its files anew.
    'INSERT OR REPLACE INTO artifacts (run, path, bytes, sha256) VALUES (?, ?, ?, ?)',
  );
  const select = database.prepare<[number], Artifact>(
    'SELECT path, bytes, sha256 FROM artifacts WHERE run = ? ORDER BY path',
  );
  return {
    insert(run: number, artifacts: readonly Artifact[]): void {
      for (const { path, bytes, sha256 } of artifacts) insert.run(run, path, bytes, sha256);
    },
    ofRun: (run: number): readonly Artifact[] => select.all(run),
  };
}
