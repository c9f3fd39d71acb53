import { describe, expect, it } from 'vitest';
import { idsBetween, withIds, withoutIds } from '../../../src/renderer/stores/selection.ts';
import {
  filterRuns,
  isUnfiltered,
  nextSort,
  NO_FILTER,
  sortRuns,
} from '../../../src/renderer/stores/runTable.ts';
import { aRun } from './runFixtures.ts';

const RUNS = [
  aRun({ id: 'A', number: 1, name: 'CNN 10', state: 'completed', testAccuracy: 0.9 }),
  aRun({ id: 'B', number: 2, name: 'CNN 9', state: 'completed', testAccuracy: 0.92 }),
  aRun({ id: 'C', number: 3, name: 'RNN', model: 'rnn', state: 'queued', queuePosition: 2 }),
  aRun({ id: 'D', number: 4, name: 'rnn', model: 'rnn', state: 'queued', queuePosition: 1 }),
];
const ids = (runs: readonly { readonly id: string }[]): string => runs.map(({ id }) => id).join('');

describe('sortRuns', () => {
  it.each([
    ['testAccuracy', true, 'BADC'],
    ['testAccuracy', false, 'ABDC'],
    ['name', false, 'BADC'],
    ['number', true, 'DCBA'],
    ['state', false, 'DCBA'],
  ] as const)('by %s, descending %s: %s', (column, descending, expected) => {
    expect(ids(sortRuns(RUNS, { column, descending }))).toBe(expected);
  });

  it('starts numbers with the largest and words with the first, then turns round', () => {
    const first = nextSort({ column: 'name', descending: true }, 'testAccuracy');
    expect(first).toEqual({ column: 'testAccuracy', descending: true });
    expect(nextSort(first, 'testAccuracy').descending).toBe(false);
    expect(nextSort(first, 'model').descending).toBe(false);
  });
});

describe('filterRuns', () => {
  it('needs every word in the name, the model or the number', () => {
    const by = (text: string): string => ids(filterRuns(RUNS, { ...NO_FILTER, text }));
    expect([by('cnn'), by('CNN 9'), by('#3'), by('rnn #4'), by('none')]).toEqual([
      'AB',
      'B',
      'C',
      'D',
      '',
    ]);
  });

  it('narrows by state and model', () => {
    expect(ids(filterRuns(RUNS, { text: '', state: 'queued', model: 'rnn' }))).toBe('CD');
    expect(ids(filterRuns(RUNS, { text: '', state: 'completed', model: 'rnn' }))).toBe('');
    expect([isUnfiltered(NO_FILTER), isUnfiltered({ ...NO_FILTER, model: 'rnn' })]).toEqual([
      true,
      false,
    ]);
  });
});

describe('selection', () => {
  const order = ['A', 'B', 'C', 'D'];

  it('takes a range in the order shown, both ways', () => {
    expect(idsBetween(order, 'B', 'D')).toEqual(['B', 'C', 'D']);
    expect(idsBetween(order, 'D', 'B')).toEqual(['B', 'C', 'D']);
    expect(idsBetween(order, null, 'C')).toEqual(['C']);
    expect(idsBetween(order, 'gone', 'C')).toEqual(['C']);
    expect(idsBetween(order, 'A', 'gone')).toEqual([]);
  });

  it('keeps the order of choosing, without doubles', () => {
    expect(withIds(['C', 'A'], ['B', 'A'])).toEqual(['C', 'A', 'B']);
    expect(withoutIds(['C', 'A', 'B'], ['A'])).toEqual(['C', 'B']);
  });
});
