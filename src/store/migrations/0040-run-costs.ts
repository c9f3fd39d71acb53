import type { Database } from '../loadSqlite.ts';

/**
 * What a run was predicted to take and what it took, and how fast machines were found to be.
 *
 * `modelled_seconds` is what the machine's calibration alone says; `low_seconds` and `high_seconds` are
 * the range that was shown, corrected by the runs before.
 */
export function migrate0040(database: Database): void {
  database.exec(`
    CREATE TABLE run_costs (
      run INTEGER NOT NULL PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
      forced INTEGER NOT NULL DEFAULT 0 CHECK (forced IN (0, 1)),
      predicted_peak_bytes INTEGER,
      peak_bytes INTEGER,
      machine TEXT,
      family TEXT,
      modelled_seconds REAL,
      low_seconds REAL,
      high_seconds REAL
    ) STRICT;
    CREATE INDEX run_costs_by_machine ON run_costs (machine, run);

    CREATE TABLE calibrations (
      machine TEXT NOT NULL PRIMARY KEY,
      measured_at TEXT NOT NULL,
      rates TEXT NOT NULL CHECK (json_valid(rates))
    ) STRICT, WITHOUT ROWID;
  `);
}
