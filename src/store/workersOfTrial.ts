import type { Database } from './loadSqlite.ts';

/**
 * Finds how many workers the latest trial of some work chose.
 *
 * @returns a function from the trial's key to the number, or null when there was no such trial
 */
export function createWorkersOfTrial(database: Database): (key: string) => number | null {
  const select = database
    .prepare<[string], number>(
      `SELECT json_extract(environment, '$.execution.workers') FROM runs
       WHERE json_extract(environment, '$.execution.trial.key') = ? ORDER BY number DESC LIMIT 1`,
    )
    .pluck();
  return (key) => select.get(key) ?? null;
}
