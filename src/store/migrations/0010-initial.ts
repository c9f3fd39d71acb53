import type { Database } from '../loadSqlite.ts';

/**
 * Everything a lab records. Rows of a run hang on its number, which is SQLite's own row id and so the
 * smallest key; people and files know a run by its ULID.
 *
 * A confusion matrix keeps every cell of its diagonal and no other cell that is zero. Its epoch is 0
 * when it belongs to the run as a whole. Predictions are packed, little-endian: one blob per column.
 */
export function migrate0010(database: Database): void {
  database.exec(SCHEMA);
}

const SCHEMA = `
CREATE TABLE experiments (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  question TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
  experiment_id TEXT REFERENCES experiments (id) ON DELETE SET NULL,
  parent_id TEXT REFERENCES runs (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  model TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'running', 'paused', 'completed', 'stopped', 'failed', 'interrupted')
  ),
  queue_position INTEGER CHECK ((queue_position IS NULL) = (state <> 'queued')),
  seed INTEGER NOT NULL,
  epochs INTEGER NOT NULL,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  spec_hash TEXT NOT NULL,
  dataset_hash TEXT,
  split_hash TEXT,
  environment TEXT CHECK (environment IS NULL OR json_valid(environment)),
  parameters INTEGER,
  epochs_done INTEGER NOT NULL DEFAULT 0,
  best_val_accuracy REAL,
  best_epoch INTEGER,
  training_seconds REAL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  updated_at TEXT NOT NULL,
  failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
  last_seq INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_by_state ON runs (state);
CREATE INDEX runs_by_name ON runs (name);
CREATE INDEX runs_by_parent ON runs (parent_id);
CREATE INDEX runs_by_experiment ON runs (experiment_id);
CREATE INDEX runs_in_queue ON runs (queue_position) WHERE state = 'queued';

CREATE TABLE run_params (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'string', 'boolean', 'null')),
  value ANY,
  PRIMARY KEY (run, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_params_by_value ON run_params (key, value);

CREATE TABLE epoch_metrics (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  loss REAL NOT NULL,
  accuracy REAL NOT NULL,
  val_loss REAL NOT NULL,
  val_accuracy REAL NOT NULL,
  learning_rate REAL NOT NULL,
  seconds REAL NOT NULL,
  PRIMARY KEY (run, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE step_metrics (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  step INTEGER NOT NULL,
  loss REAL NOT NULL,
  accuracy REAL NOT NULL,
  samples_per_second REAL NOT NULL,
  memory_bytes INTEGER NOT NULL,
  PRIMARY KEY (run, epoch, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluations (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  loss REAL NOT NULL,
  accuracy REAL NOT NULL,
  count INTEGER NOT NULL,
  seconds REAL NOT NULL,
  per_class TEXT NOT NULL CHECK (json_valid(per_class)),
  PRIMARY KEY (run, split)
) STRICT;

CREATE TABLE confusion_matrices (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  epoch INTEGER NOT NULL DEFAULT 0,
  true_class INTEGER NOT NULL,
  predicted_class INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (run, split, epoch, true_class, predicted_class)
) STRICT, WITHOUT ROWID;

CREATE TABLE predictions (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  count INTEGER NOT NULL,
  indices BLOB NOT NULL CHECK (length(indices) = 4 * count),
  classes BLOB NOT NULL CHECK (length(classes) = count),
  confidences BLOB NOT NULL CHECK (length(confidences) = 4 * count),
  PRIMARY KEY (run, split)
) STRICT;

CREATE TABLE artifacts (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT;

CREATE TABLE tags (
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (run, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags (tag);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX notes_by_run ON notes (run);

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
`;
