import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0070 } from '../../../../src/store/migrations/0070-study.ts';

const RUN = `INSERT INTO runs (id, name, model, state, seed, epochs, spec, spec_hash, created_at, updated_at)
  VALUES (?, 'r', 'cnn', 'completed', 1, 1, '{}', 'h', '', '')`;

it('keeps evaluations that did not say their batch, and lets verifications go with their run', () => {
  const database = connect(':memory:');
  migrate0010(database);
  database.pragma('foreign_keys = ON');
  for (const letter of ['A', 'B']) database.prepare(RUN).run(letter.repeat(26));
  database.exec(`INSERT INTO evaluations (run, split, loss, accuracy, count, seconds, per_class)
    VALUES (1, 'test', 0.5, 0.9, 100, 1.5, '[]')`);
  migrate0070(database);
  expect(database.prepare('SELECT seconds, batch_size FROM evaluations').get()).toEqual({
    seconds: 1.5,
    batch_size: null,
  });
  database.exec(`INSERT INTO verifications (run, repetition, created_at) VALUES (1, 2, '')`);
  database.exec('DELETE FROM runs WHERE number = 2');
  expect(database.prepare('SELECT run, repetition FROM verifications').all()).toEqual([
    { run: 1, repetition: null },
  ]);
  database.exec('DELETE FROM runs WHERE number = 1');
  expect(database.prepare('SELECT run FROM verifications').all()).toEqual([]);
  database.close();
});
