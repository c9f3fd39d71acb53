import { createHash } from 'node:crypto';
import { completeSpec } from '../../shared/spec/completeSpec.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { specIdentity } from '../../shared/spec/specIdentity.ts';
import type { Database } from '../loadSqlite.ts';

/**
 * What the table of runs searches, sorts, groups and annotates by.
 *
 * `run_metrics` holds each run's metrics at three moments, kept by a trigger so that whoever records
 * an epoch keeps them right. `runs_scan` covers what tables filter by: a scan of it never touches the
 * specs. A run that was deleted keeps its row until its files are removed.
 */
export function migrate0050(database: Database): void {
  database.exec(SCHEMA);
  database.exec(FILL_METRICS);
  fillRecipes(database);
  database.exec(AFTERWARDS);
}

const METRICS = ['val_accuracy', 'val_loss', 'accuracy', 'loss'] as const;
const best = (metric: string): string => (metric.endsWith('loss') ? 'min' : 'max');

const SCHEMA = `
ALTER TABLE runs ADD COLUMN recipe_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));
ALTER TABLE runs ADD COLUMN color INTEGER CHECK (color >= 0);
ALTER TABLE runs ADD COLUMN archived_at TEXT;
ALTER TABLE runs ADD COLUMN deleted_at TEXT;
ALTER TABLE runs ADD COLUMN deleted_from_queue INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN waiting_seconds REAL GENERATED ALWAYS AS (
  round((julianday(started_at) - julianday(created_at)) * 86400.0, 3)
) VIRTUAL;

ALTER TABLE experiments ADD COLUMN conclusion TEXT NOT NULL DEFAULT '';

CREATE TABLE run_metrics (
  run INTEGER NOT NULL PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
  ${METRICS.flatMap((metric) => [
    `${metric}_best REAL NOT NULL`,
    `${metric}_last REAL NOT NULL`,
    `${metric}_at_best REAL NOT NULL`,
  ]).join(',\n  ')}
) STRICT;

CREATE TRIGGER epoch_metrics_inserted AFTER INSERT ON epoch_metrics BEGIN
  INSERT INTO run_metrics VALUES (
    new.run, ${METRICS.map((metric) => Array(3).fill(`new.${metric}`).join(', ')).join(', ')}
  ) ON CONFLICT (run) DO UPDATE SET
    ${METRICS.flatMap((metric) => [
      `${metric}_best = ${best(metric)}(${metric}_best, new.${metric})`,
      `${metric}_last = new.${metric}`,
      // The first epoch that reached the highest accuracy, as in runs.best_epoch.
      `${metric}_at_best = iif(new.val_accuracy > val_accuracy_best, new.${metric}, ${metric}_at_best)`,
    ]).join(',\n    ')};
END;

CREATE TABLE saved_views (
  name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  created_at TEXT NOT NULL
) STRICT;
`;

const bestEpoch = `(SELECT b.epoch FROM epoch_metrics b WHERE b.run = a.run
  ORDER BY b.val_accuracy DESC, b.epoch LIMIT 1)`;

const FILL_METRICS = `
INSERT INTO run_metrics
SELECT a.run, ${METRICS.flatMap((metric) => [
  `${best(metric)}(a.${metric})`,
  `(SELECT l.${metric} FROM epoch_metrics l WHERE l.run = a.run ORDER BY l.epoch DESC LIMIT 1)`,
  `(SELECT x.${metric} FROM epoch_metrics x WHERE x.run = a.run AND x.epoch = ${bestEpoch})`,
]).join(', ')}
FROM epoch_metrics a GROUP BY a.run`;

const AFTERWARDS = `
CREATE INDEX runs_scan ON runs (
  deleted_at, archived_at, number, name, model, state, seed, epochs, epochs_done, best_epoch,
  parameters, training_seconds, waiting_seconds, created_at, started_at, finished_at, favourite,
  experiment_id, recipe_hash
);
CREATE INDEX evaluations_scan ON evaluations (run, split, accuracy, loss);
-- All values of a key lie together, in the order of runs: quick to scan and to look up.
DROP INDEX run_params_by_value;
CREATE INDEX run_params_by_key ON run_params (key, run, value, kind);
`;

/** The hash of each spec without its seed. */
function fillRecipes(database: Database): void {
  const runs = database.prepare<[], { readonly number: number; readonly spec: string }>(
    'SELECT number, spec FROM runs',
  );
  const update = database.prepare<[string, number]>(
    'UPDATE runs SET recipe_hash = ? WHERE number = ?',
  );
  for (const { number, spec } of runs.all()) {
    // An older spec lacks options that newer ones have at their defaults: the two repeat each other.
    const complete = completeSpec(JSON.parse(spec)) as ExperimentSpec;
    const hash = createHash('sha256').update(specIdentity(complete)).digest('hex');
    update.run(hash, number);
  }
}
