import type { Param } from '../shared/spec/flattenSpec.ts';
import type { Database } from './loadSqlite.ts';

/** The hyperparameters that tables search, sort and compare by. */
export type RunParams = ReturnType<typeof createRunParams>;

/** Prepares the statements on hyperparameters. */
export function createRunParams(database: Database) {
  const insert = database.prepare<[number, string, string, string | number | null]>(
    'INSERT INTO run_params (run, key, kind, value) VALUES (?, ?, ?, ?)',
  );
  // A loose scan of the index: from each key to the next, not over every row.
  const keys = database
    .prepare<[], string>(
      `WITH RECURSIVE known (key) AS (
         SELECT min(key) FROM run_params
         UNION ALL
         SELECT (SELECT min(p.key) FROM run_params p WHERE p.key > known.key)
         FROM known WHERE known.key IS NOT NULL
       ) SELECT key FROM known WHERE key IS NOT NULL`,
    )
    .pluck();
  return {
    /** Every dotted key that some run has. */
    keys: (): readonly string[] => keys.all(),
    insert(run: number, params: readonly Param[]): void {
      for (const { key, value } of params) {
        const kind = value === null ? 'null' : typeof value;
        insert.run(run, key, kind, typeof value === 'boolean' ? Number(value) : value);
      }
    },
  };
}
