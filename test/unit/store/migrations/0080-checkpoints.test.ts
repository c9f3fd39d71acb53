import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0080 } from '../../../../src/store/migrations/0080-checkpoints.ts';

it('adds checkpoints, log lines and architectures, and they go with their run', () => {
  const database = connect(':memory:');
  database.pragma('foreign_keys = ON');
  migrate0010(database);
  database.exec(
    `INSERT INTO runs (id, name, model, state, seed, epochs, spec, spec_hash, created_at, updated_at)
     VALUES ('${'A'.repeat(26)}', 'old', 'cnn', 'completed', 1, 2, '{}', '', '', '')`,
  );
  migrate0080(database);
  database.exec(`
    INSERT INTO checkpoints VALUES (1, 3, 'checkpoints/epoch-0003.ckpt', 10, 'aa');
    INSERT INTO log_lines VALUES (1, 1, '2026-01-01', 'warning', 'slow');
    INSERT INTO architectures VALUES ('${'B'.repeat(26)}', 'Mine', '{}', '', '')`);
  expect(() =>
    database.exec(`INSERT INTO architectures VALUES ('${'C'.repeat(26)}', 'mine', '{}', '', '')`),
  ).toThrow('UNIQUE');
  expect(() =>
    database.exec(`INSERT INTO log_lines VALUES (1, 2, '2026-01-01', 'shouting', 'no')`),
  ).toThrow('CHECK');
  database.exec('DELETE FROM runs');
  const left = (table: string): unknown =>
    database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect([left('checkpoints'), left('log_lines'), left('architectures')]).toEqual([0, 0, 1]);
  database.close();
});
