import type { Param } from '../shared/spec/flattenSpec.ts';
import type { Database } from './loadSqlite.ts';

/** The hyperparameters that tables search, sort and compare by. */
export type RunParams = ReturnType<typeof createRunParams>;

/** Prepares the statements on hyperparameters. */
export function createRunParams(database: Database) {
  const insert = database.prepare<[number, string, string, string | number | null]>(
    'INSERT INTO run_params (run, key, kind, value) VALUES (?, ?, ?, ?)',
  );
  return {
    insert(run: number, params: readonly Param[]): void {
      for (const { key, value } of params) {
        const kind = value === null ? 'null' : typeof value;
        insert.run(run, key, kind, typeof value === 'boolean' ? Number(value) : value);
      }
    },
  };
}
