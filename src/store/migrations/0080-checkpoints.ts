import type { Database } from '../loadSqlite.ts';

/** What training can go on from, the trainer's own words, and the person's library of architectures. */
export function migrate0080(database: Database): void {
  database.exec(SCHEMA);
}

const SCHEMA = `
CREATE TABLE checkpoints (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (run, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_lines (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'warning', 'error')),
  message TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE architectures (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 26),
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
`;
