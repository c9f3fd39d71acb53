import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0040 } from '../../../../src/store/migrations/0040-run-costs.ts';
import { migrate0100 } from '../../../../src/store/migrations/0100-modelled-parts.ts';

it('keeps the cost of older runs, without the parts that nobody modelled', () => {
  const database = connect(':memory:');
  database.pragma('foreign_keys = OFF');
  migrate0010(database);
  migrate0040(database);
  database.exec('INSERT INTO run_costs (run, modelled_seconds, low_seconds) VALUES (1, 5, 4)');
  migrate0100(database);
  expect(database.prepare('SELECT * FROM run_costs').get()).toMatchObject({
    modelled_seconds: 5,
    low_seconds: 4,
    modelled_overhead: null,
    modelled_epoch: null,
    modelled_test: null,
  });
  database.close();
});
