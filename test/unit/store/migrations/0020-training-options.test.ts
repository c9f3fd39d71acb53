import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0020 } from '../../../../src/store/migrations/0020-training-options.ts';

it('gives runs an ending and steps a learning rate, and leaves older ones without', () => {
  const database = connect(':memory:');
  migrate0010(database);
  database.exec(`
    INSERT INTO runs (number, id, name, model, state, seed, epochs, spec, spec_hash, created_at, updated_at)
      VALUES (1, '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'old', 'cnn', 'completed', 1, 2, '{}', 'h', 't', 't');
    INSERT INTO step_metrics (run, epoch, step, loss, accuracy, samples_per_second, memory_bytes)
      VALUES (1, 1, 1, 0.5, 0.5, 10, 10);
  `);
  migrate0020(database);
  const endings = database.prepare('SELECT name, ending FROM runs').all();
  const rates = database.prepare('SELECT loss, learning_rate FROM step_metrics').all();
  expect(endings).toEqual([{ name: 'old', ending: null }]);
  expect(rates).toEqual([{ loss: 0.5, learning_rate: null }]);
  expect(() => database.exec(`UPDATE runs SET ending = 'no json'`)).toThrow(/CHECK/);
  database.close();
});
