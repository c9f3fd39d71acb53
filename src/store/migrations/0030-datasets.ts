import type { Database } from '../loadSqlite.ts';

/**
 * Imported data sets. The images lie in files; a row is written after they are complete and synced.
 * A removed set keeps its row as long as runs name it, so that their tables keep their classes.
 */
export function migrate0030(database: Database): void {
  database.exec(SCHEMA);
}

const SCHEMA = `
CREATE TABLE datasets (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  height INTEGER NOT NULL,
  width INTEGER NOT NULL,
  channels INTEGER NOT NULL CHECK (channels IN (1, 3)),
  class_names TEXT NOT NULL CHECK (json_valid(class_names)),
  train_count INTEGER NOT NULL CHECK (train_count >= 1),
  test_count INTEGER NOT NULL CHECK (test_count >= 1),
  files TEXT NOT NULL CHECK (json_valid(files)),
  dataset_hash TEXT NOT NULL,
  source TEXT NOT NULL CHECK (json_valid(source)),
  created_at TEXT NOT NULL,
  removed_at TEXT
) STRICT, WITHOUT ROWID;
`;
