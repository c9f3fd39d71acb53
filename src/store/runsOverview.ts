import type { RunQuery } from '../shared/contract/runQuery.ts';
import type { Sparkline } from '../shared/contract/runsTable.ts';
import { findRunKey } from '../shared/query/runKeys.ts';
import type { Database } from './loadSqlite.ts';
import { QUERY_FROM, requireKey, valueSql } from './query/keySql.ts';
import type { SqlValue } from './query/sql.ts';
import { whereSql } from './query/whereSql.ts';

/** How many values of a key are told at most. */
const MOST_VALUES = 100;
/** Points of a sparkline, about. */
const POINTS = 60;

/** What tables of runs ask beside their rows. */
export type RunsOverview = ReturnType<typeof createRunsOverview>;

/** Prepares the questions of a table of runs beside its rows. */
export function createRunsOverview(database: Database, now: () => Date) {
  const curve = database.prepare<
    [string],
    { readonly runId: string; readonly epoch: number; readonly value: number }
  >(
    `SELECT r.id AS runId, m.epoch, m.val_accuracy AS value
     FROM runs r JOIN epoch_metrics m ON m.run = r.number
     WHERE r.id IN (SELECT value FROM json_each(?))
       AND (m.epoch % max(1, r.epochs_done / ${POINTS}) = 0 OR m.epoch IN (1, r.epochs_done))
     ORDER BY m.run, m.epoch`,
  );
  return {
    /** Keys of the hyperparameters that differ among the runs that a query finds. */
    differing(query: RunQuery): readonly string[] {
      const where = whereSql(query, now().getTime());
      const keys = database
        .prepare<SqlValue[], string>(
          `WITH found AS MATERIALIZED (SELECT r.number AS number ${QUERY_FROM} ${where.sql})
           SELECT p.key FROM run_params p INDEXED BY run_params_by_key
           WHERE p.run IN (SELECT number FROM found) GROUP BY p.key
           HAVING min(p.value) IS NOT max(p.value) OR count(p.value) NOT IN (0, count(*))
             OR count(*) < (SELECT count(*) FROM found)`,
        )
        .pluck()
        .all(...where.values);
      const names = keys.map((key) => (key === 'training.epochs' ? 'epochs' : key));
      return names.filter((name) => findRunKey(name) !== undefined);
    },
    /** Values that a key has, the most frequent first. */
    values(name: string): readonly string[] {
      const key = requireKey(name);
      const { sql, values } = name === 'tag' ? { sql: 'g.tag', values: [] } : valueSql(key);
      const join = name === 'tag' ? 'JOIN tags g ON g.run = r.number' : '';
      return database
        .prepare<SqlValue[], string | number>(
          `WITH found AS MATERIALIZED (
             SELECT ${sql} AS value ${QUERY_FROM} ${join} WHERE r.deleted_at IS NULL
           ) SELECT value FROM found WHERE value IS NOT NULL
           GROUP BY value ORDER BY count(*) DESC, value LIMIT ${MOST_VALUES}`,
        )
        .pluck()
        .all(...values)
        .map(String);
    },
    /** The validation accuracy of some runs by epoch. */
    sparklines(runIds: readonly string[]): readonly Sparkline[] {
      const curves = new Map<string, { epochs: number[]; values: number[] }>();
      for (const { runId, epoch, value } of curve.all(JSON.stringify(runIds))) {
        const line = curves.get(runId) ?? { epochs: [], values: [] };
        line.epochs.push(epoch);
        line.values.push(value);
        curves.set(runId, line);
      }
      return [...curves].map(([runId, line]) => ({ runId, ...line }));
    },
  };
}
