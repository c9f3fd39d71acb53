import { expect, it } from 'vitest';
import { connect } from '../../../../src/store/loadSqlite.ts';
import { migrate0010 } from '../../../../src/store/migrations/0010-initial.ts';
import { migrate0030 } from '../../../../src/store/migrations/0030-datasets.ts';

it('adds the table of imported data sets to an older lab', () => {
  const database = connect(':memory:');
  migrate0010(database);
  migrate0030(database);
  const columns = database
    .prepare<[], string>("SELECT name || ' ' || type FROM pragma_table_info('datasets')")
    .pluck()
    .all();
  const insert = (channels: number): void => {
    database
      .prepare(
        `INSERT INTO datasets (id, name, height, width, channels, class_names, train_count,
           test_count, files, dataset_hash, source, created_at)
         VALUES ('a', 'A', 8, 8, ?, '[]', 1, 1, '{}', '', '{}', '')`,
      )
      .run(channels);
  };
  expect(() => insert(2)).toThrow('CHECK');
  insert(3);
  database.close();
  expect(columns).toEqual([
    'id TEXT',
    'name TEXT',
    'height INTEGER',
    'width INTEGER',
    'channels INTEGER',
    'class_names TEXT',
    'train_count INTEGER',
    'test_count INTEGER',
    'files TEXT',
    'dataset_hash TEXT',
    'source TEXT',
    'created_at TEXT',
    'removed_at TEXT',
  ]);
});
