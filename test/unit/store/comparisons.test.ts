import { expect, it } from 'vitest';
import { connect } from '../../../src/store/loadSqlite.ts';
import { migrate0060 } from '../../../src/store/migrations/0060-comparisons.ts';
import { steppingClock, temporaryStore } from './temporaryStore.ts';

const WORDS = { name: 'Which', question: 'Which is better?', conclusion: '', runIds: ['a', 'b'] };

it('keeps a comparison with its question and conclusion, the one changed last first', () => {
  const store = temporaryStore({ now: steppingClock() });
  const first = store.saveComparison(WORDS);
  const second = store.saveComparison({ ...WORDS, name: 'Other' });
  expect(store.comparisons().map(({ name }) => name)).toEqual(['Other', 'Which']);
  const changed = store.saveComparison({ ...WORDS, id: first.id, conclusion: 'The second' });
  expect(changed).toMatchObject({ id: first.id, conclusion: 'The second', runIds: ['a', 'b'] });
  expect(changed.createdAt).toBe(first.createdAt);
  expect(store.comparisons().map(({ name }) => name)).toEqual(['Which', 'Other']);
  expect(store.deleteComparison(second.id)).toBe(true);
  expect(store.deleteComparison(second.id)).toBe(false);
  expect(() => store.saveComparison({ ...WORDS, id: second.id })).toThrow('no longer in the lab');
  expect(store.comparisons()).toHaveLength(1);
});

it('the table takes only lists of runs', () => {
  const database = connect(':memory:');
  migrate0060(database);
  const add = (ids: string): unknown =>
    database.exec(
      `INSERT INTO comparisons VALUES ('${'A'.repeat(26)}', 'n', '', '', '${ids}', '', '')`,
    );
  expect(() => add('[nothing')).toThrow('CHECK');
  add('["a"]');
  database.close();
});
