import type { Database } from '../loadSqlite.ts';

/** What training options leave in a run's record: how it ended, and the learning rate of its steps. */
export function migrate0020(database: Database): void {
  database.exec(`
    ALTER TABLE runs ADD COLUMN ending TEXT CHECK (ending IS NULL OR json_valid(ending));
    ALTER TABLE step_metrics ADD COLUMN learning_rate REAL;
  `);
}
