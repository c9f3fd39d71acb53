import { describe, expect, it } from 'vitest';
import type { ParamValue } from '../../../../src/shared/spec/flattenSpec.ts';
import { storeOfSomeRuns, type PlainRun } from './someRuns.ts';

const COUNT = 120;
const COLUMNS = ['val_accuracy', 'parameters', 'name'];

const shown = (runs: readonly PlainRun[]): readonly PlainRun[] =>
  runs.filter(({ values }) => !values['deleted'] && !values['archived']);

/** Groups without SQL: value, size, newest run, mean and deviation of each column. */
function groups(runs: readonly PlainRun[], valuesOf: (run: PlainRun) => readonly ParamValue[]) {
  const found = new Map<ParamValue, PlainRun[]>();
  for (const run of runs) {
    for (const value of valuesOf(run)) found.set(value, [...(found.get(value) ?? []), run]);
  }
  return [...found].map(([value, members]) => ({
    value,
    count: members.length,
    newest: Math.max(...members.map(({ number }) => number)),
    cells: COLUMNS.map((column) => figure(members.map(({ values }) => values[column]))),
  }));
}

function figure(values: readonly (ParamValue | undefined)[]) {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) return null;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = numbers.length < 2 ? null : Math.sqrt(squares / (numbers.length - 1));
  return {
    count: numbers.length,
    mean: expect.closeTo(mean, 6),
    sd: sd === null ? null : expect.closeTo(sd, 6),
  };
}

describe('groupRuns', () => {
  it.each<[string, (run: PlainRun) => readonly ParamValue[]]>([
    ['recipe', ({ values }) => [values['recipe'] ?? null]],
    ['seed', ({ values }) => [values['seed'] ?? null]],
    ['experiment', ({ values }) => [values['experiment'] ?? null]],
    ['favourite', ({ values }) => [values['favourite'] ?? null]],
    ['dataset.samples', ({ values }) => [values['dataset.samples'] ?? null]],
    ['tag', ({ tags }) => (tags.length === 0 ? [null] : tags)],
  ])('by %s gives sizes, means and deviations', (group, valuesOf) => {
    const { store, runs } = storeOfSomeRuns(COUNT);
    const page = store.groupRuns({ group, columns: COLUMNS });
    const expected = groups(shown(runs), valuesOf).toSorted((a, b) => b.newest - a.newest);
    const simple = page.groups.map(({ newest, ...rest }) => ({ ...rest, newest: newest.number }));
    const byNewest = (all: typeof simple) =>
      all.toSorted((a, b) => b.newest - a.newest || String(a.value).localeCompare(String(b.value)));
    expect(byNewest(simple)).toEqual(byNewest(expected as typeof simple));
    expect([page.total, page.runs]).toEqual([expected.length, shown(runs).length]);
  });

  it('sorts by size, by value and by the mean of a column, and pages', () => {
    const { store } = storeOfSomeRuns(COUNT);
    const by = (key: string, descending: boolean, more = {}) =>
      store.groupRuns({
        group: 'seed',
        columns: ['val_accuracy'],
        sort: { key, descending },
        ...more,
      }).groups;
    const sizes = by('number', true).map(({ count }) => count);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(by('seed', false).map(({ value }) => value)).toEqual([0, 1, 2, 3, 4]);
    const means = by('val_accuracy', true).map(({ cells }) => (cells[0]?.mean ?? 0).toFixed(9));
    expect(means).toEqual(means.toSorted().toReversed());
    expect(by('seed', false, { limit: 2, offset: 2 }).map(({ value }) => value)).toEqual([2, 3]);
  });
});

describe('what tables ask beside their rows', () => {
  it('names the hyperparameters that differ among the runs found', () => {
    const { store, runs } = storeOfSomeRuns(COUNT);
    const [first, second] = shown(runs);
    const only = (numbers: readonly number[]) =>
      store.differingParams({ filter: { kind: 'in', key: 'number', values: numbers } });
    expect(only([first?.number ?? 0])).toEqual([]);
    const keys = [
      'dataset.samples',
      'training.optimizer.learningRate',
      'training.optimizer.nesterov',
      'training.optimizer.type',
    ];
    expect(store.differingParams({})).toEqual(keys);
    expect(only([first?.number ?? 0, second?.number ?? 0])).toEqual(
      keys.filter((key) => first?.values[key] !== second?.values[key]),
    );
  });

  it('knows the values of a key, the most frequent first', () => {
    const { store, runs } = storeOfSomeRuns(COUNT);
    const alive = runs.filter(({ values }) => !values['deleted']);
    const count = (tag: string): number => alive.filter(({ tags }) => tags.includes(tag)).length;
    const tags = store.keyValues('tag');
    expect(new Set(tags)).toEqual(new Set(['baseline', 'Baseline', 'over fit', 'x']));
    expect(tags.map(count)).toEqual(tags.map(count).toSorted((a, b) => b - a));
    expect(new Set(store.keyValues('training.optimizer.nesterov'))).toEqual(
      new Set(['true', 'false']),
    );
  });

  it('draws validation accuracy by epoch, for runs that have one', () => {
    const { store, runs } = storeOfSomeRuns(COUNT);
    const trained = shown(runs).find(({ values }) => values['epochs_done'] === 3);
    const untrained = shown(runs).find(({ values }) => values['epochs_done'] === 0);
    const id = (run: PlainRun | undefined): string => store.findRun(`#${run?.number ?? 0}`);
    const lines = store.sparklines([id(trained), id(untrained)]);
    expect(lines).toEqual([{ runId: id(trained), epochs: [1, 2, 3], values: expect.any(Array) }]);
    expect(Math.max(...(lines[0]?.values ?? []))).toBe(trained?.values['val_accuracy']);
  });
});
