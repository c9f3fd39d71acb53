import type { Database } from '../loadSqlite.ts';

/**
 * What the time of an evaluation is of, and verifications: a run that was trained again, and what
 * comparing the two said. A result is null until the repetition is over.
 */
export function migrate0070(database: Database): void {
  database.exec(SCHEMA);
}

const SCHEMA = `
ALTER TABLE evaluations ADD COLUMN batch_size INTEGER CHECK (batch_size >= 1);

CREATE TABLE verifications (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  repetition INTEGER REFERENCES runs (number) ON DELETE SET NULL,
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX verifications_by_run ON verifications (run);
CREATE INDEX verifications_by_repetition ON verifications (repetition);
`;
