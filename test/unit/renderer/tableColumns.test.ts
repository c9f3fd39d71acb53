import { describe, expect, it } from 'vitest';
import { groupFilter } from '../../../src/renderer/stores/groupFilter.ts';
import { pagesOf, withPage } from '../../../src/renderer/stores/runPages.ts';
import {
  changeColumn,
  hideColumn,
  moveColumn,
  nextSort,
  pinColumn,
  showColumns,
  stepColumn,
} from '../../../src/renderer/stores/tableColumns.ts';
import type { TableColumn } from '../../../src/shared/contract/tableState.ts';
import { findRunKey } from '../../../src/shared/query/runKeys.ts';

const COLUMNS: readonly TableColumn[] = [
  { key: 'name', pinned: true },
  { key: 'model' },
  { key: 'state' },
  { key: 'seed' },
];
/** Keys in order, the pinned ones in brackets. */
const drawn = (columns: readonly TableColumn[]): string =>
  columns.map(({ key, pinned }) => (pinned === true ? `[${key}]` : key)).join(' ');

describe('columns', () => {
  it('go where they are dropped, and are pinned among pinned ones', () => {
    expect(drawn(moveColumn(COLUMNS, 'seed', 'model'))).toBe('[name] seed model state');
    expect(drawn(moveColumn(COLUMNS, 'model', 'seed'))).toBe('[name] state seed model');
    expect(drawn(moveColumn(COLUMNS, 'seed', 'name'))).toBe('[seed] [name] model state');
    expect(drawn(moveColumn(COLUMNS, 'name', 'state'))).toBe('model state name seed');
    expect(drawn(moveColumn(COLUMNS, 'gone', 'state'))).toBe(drawn(COLUMNS));
  });

  it('step to the side, and stay at the edges', () => {
    expect(drawn(stepColumn(COLUMNS, 'state', -1))).toBe('[name] state model seed');
    expect(drawn(stepColumn(COLUMNS, 'seed', 1))).toBe(drawn(COLUMNS));
  });

  it('are pinned before the others, and let go behind them', () => {
    const both = pinColumn(COLUMNS, 'seed', true);
    expect(drawn(both)).toBe('[name] [seed] model state');
    expect(drawn(pinColumn(both, 'name', false))).toBe('[seed] name model state');
  });

  it('are shown once, and one always stays', () => {
    expect(drawn(showColumns(COLUMNS, ['seed', 'tag']))).toBe('[name] model state seed tag');
    const last = ['name', 'model', 'state', 'seed'].reduce<readonly TableColumn[]>(
      (columns, key) => hideColumn(columns, key),
      COLUMNS,
    );
    expect(drawn(last)).toBe('seed');
  });

  it('keep what they have when they change', () => {
    expect(changeColumn(COLUMNS, 'name', { width: 300 })[0]).toEqual({
      key: 'name',
      pinned: true,
      width: 300,
    });
  });
});

it('sorts numbers and times from the largest first, words from the first, then turns round', () => {
  const key = (name: string) => findRunKey(name) ?? ({} as never);
  const first = nextSort({ key: 'name', descending: true }, key('test_accuracy'));
  expect(first).toEqual({ key: 'test_accuracy', descending: true });
  expect(nextSort(first, key('test_accuracy')).descending).toBe(false);
  expect(nextSort(first, key('model')).descending).toBe(false);
  expect(nextSort(first, key('created')).descending).toBe(true);
});

describe('rows that are read in pages', () => {
  it('are read where they are in sight', () => {
    expect(pagesOf(0, 30)).toEqual([0]);
    expect(pagesOf(90, 310)).toEqual([0, 100, 200, 300]);
  });

  it('stand until they are replaced, and end where the table ends', () => {
    const first = withPage({ total: 0, at: new Map() }, 0, ['a', 'b'], 250);
    const third = withPage(first, 200, ['x', 'y'], 250);
    expect([third.at.get(1), third.at.get(201), third.at.get(150), third.total]).toEqual([
      'b',
      'y',
      undefined,
      250,
    ]);
    const shrunk = withPage(third, 0, ['c'], 1);
    expect([...shrunk.at]).toEqual([[0, 'c']]);
  });
});

it.each([
  ['seed', 3, { kind: 'compare', key: 'seed', op: '=', value: 3 }],
  ['tag', null, { kind: 'missing', key: 'tag' }],
  [
    'training.optimizer.nesterov',
    'false',
    { kind: 'compare', key: 'training.optimizer.nesterov', op: '=', value: false },
  ],
  ['name', 'true', { kind: 'compare', key: 'name', op: '=', value: 'true' }],
] as const)('finds the runs of the group %s = %s', (name, value, filter) => {
  expect(groupFilter(findRunKey(name) ?? ({} as never), value)).toEqual(filter);
});
