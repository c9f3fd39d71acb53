import type { Database } from './loadSqlite.ts';

interface Column {
  readonly name: string;
}

/**
 * Lets this connection see whatever trains as interrupted: a lab's holder that was killed could not
 * write that down, and nothing trains without one. Nothing is written; the view goes with the connection.
 */
export function seeInterrupted(database: Database): void {
  const columns = database.prepare<[], Column>('PRAGMA main.table_info(runs)').all();
  const seen = columns.map(({ name }) =>
    name === 'state'
      ? `CASE WHEN state IN ('running', 'paused') THEN 'interrupted' ELSE state END AS state`
      : name,
  );
  // A temporary name comes before the database's own.
  database.exec(`CREATE TEMP VIEW runs AS SELECT ${seen.join(', ')} FROM main.runs`);
  // Statements that write are prepared with all others, and so must find something that could be written to.
  for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
    database.exec(`CREATE TEMP TRIGGER no_${change} INSTEAD OF ${change} ON runs
      BEGIN SELECT RAISE(ABORT, 'opened for reading'); END`);
  }
}
