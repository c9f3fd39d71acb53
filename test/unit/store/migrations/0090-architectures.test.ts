import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0080 } from '../../../../src/store/migrations/0080-checkpoints.ts';
import { migrate0090 } from '../../../../src/store/migrations/0090-architectures.ts';

it('makes the library anew, with the form of the data, and lets a deleted name be used again', () => {
  const database = connect(':memory:');
  migrate0010(database);
  migrate0080(database);
  migrate0090(database);
  const insert = (id: string, name: string, channels = 1): void => {
    database
      .prepare(
        `INSERT INTO architectures VALUES (?, ?, '{}', 'Fashion-MNIST', 28, 28, ?, 10, '', '', NULL)`,
      )
      .run(id.repeat(26), name, channels);
  };
  insert('A', 'Mine');
  expect(() => insert('B', 'mine')).toThrow('UNIQUE');
  expect(() => insert('C', 'Other', 2)).toThrow('CHECK');
  database.exec(`UPDATE architectures SET deleted_at = '2026-01-01'`);
  insert('B', 'mine');
  expect(database.prepare('SELECT count(*) FROM architectures').pluck().get()).toBe(2);
  database.close();
});
