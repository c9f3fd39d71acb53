import type { Database } from '../loadSqlite.ts';

/** Comparisons that people kept, with what they asked and what they concluded. */
export function migrate0060(database: Database): void {
  database.exec(SCHEMA);
}

// Runs are named, not referred to: what was compared is to be seen also when one of them is gone.
const SCHEMA = `
CREATE TABLE comparisons (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 26),
  name TEXT NOT NULL,
  question TEXT NOT NULL DEFAULT '',
  conclusion TEXT NOT NULL DEFAULT '',
  run_ids TEXT NOT NULL CHECK (json_valid(run_ids)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
`;
