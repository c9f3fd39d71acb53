import type { Database } from '../loadSqlite.ts';

/**
 * What the calibration alone said of a run, part by part: overhead, an epoch, the test pass.
 * Runs from before have none and correct no estimate: they were modelled in another way.
 */
export function migrate0100(database: Database): void {
  database.exec(`
    ALTER TABLE run_costs ADD COLUMN modelled_overhead REAL;
    ALTER TABLE run_costs ADD COLUMN modelled_epoch REAL;
    ALTER TABLE run_costs ADD COLUMN modelled_test REAL;
  `);
}
