import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0040 } from '../../../../src/store/migrations/0040-run-costs.ts';

it('keeps one cost a run, which goes with its run, and one calibration a machine', () => {
  const database = connect(':memory:');
  migrate0010(database);
  database.pragma('foreign_keys = ON');
  database.exec(`INSERT INTO runs (id, name, model, state, seed, epochs, spec, spec_hash, created_at,
    updated_at) VALUES ('${'A'.repeat(26)}', 'r', 'cnn', 'completed', 1, 1, '{}', 'h', '', '')`);
  migrate0040(database);
  database.exec('INSERT INTO run_costs (run, peak_bytes) VALUES (1, 5000000000)');
  expect(() => database.exec('INSERT INTO run_costs (run) VALUES (1)')).toThrow(/UNIQUE/);
  expect(() => database.exec('UPDATE run_costs SET forced = 2')).toThrow(/CHECK/);
  expect(() =>
    database.exec(`INSERT INTO calibrations VALUES ('machine', '', 'not JSON')`),
  ).toThrow(/CHECK/);
  database.exec('DELETE FROM runs');
  expect(database.prepare('SELECT * FROM run_costs').all()).toEqual([]);
  database.close();
});
