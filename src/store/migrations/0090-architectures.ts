import type { Database } from '../loadSqlite.ts';

/**
 * Gives the library of architectures the data that each was made for, and deletion that can be taken back.
 * Nothing wrote the table that was there before, so it is made anew.
 */
export function migrate0090(database: Database): void {
  database.exec(SCHEMA);
}

const SCHEMA = `
DROP TABLE architectures;

CREATE TABLE architectures (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 26),
  name TEXT NOT NULL,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  dataset_name TEXT NOT NULL,
  height INTEGER NOT NULL CHECK (height >= 1),
  width INTEGER NOT NULL CHECK (width >= 1),
  channels INTEGER NOT NULL CHECK (channels IN (1, 3)),
  classes INTEGER NOT NULL CHECK (classes >= 2),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE UNIQUE INDEX architectures_by_name ON architectures (name COLLATE NOCASE) WHERE deleted_at IS NULL;
`;
