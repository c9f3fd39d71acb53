import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterValue } from '../../../../src/shared/query/filter.ts';
import type { RunKey } from '../../../../src/shared/query/runKey.ts';
import { anyFilter, SOME_KEYS } from '../../shared/query/filters.ts';
import { fits } from './plainFilter.ts';
import { NAMES, OPTIMIZERS, storeOfSomeRuns, TAGS, type PlainRun } from './someRuns.ts';

const COUNT = 120;
const words = fc.constantFrom(
  '',
  'GRÖSS',
  'größ',
  'b',
  '%',
  '_',
  "'",
  'über',
  '#3',
  '#12',
  'base',
  "' OR 1 --",
);

function anyValue(key: RunKey): fc.Arbitrary<FilterValue> {
  switch (key.name) {
    case 'tag':
      return fc.constantFrom(...TAGS, 'none');
    case 'created':
      return fc.constantFrom('2026-02-01', '3d', '2026-02-05T12', '1w');
    case 'training.optimizer.type':
      return fc.constantFrom(...OPTIMIZERS, 'adam', 1, true);
    case 'training.optimizer.learningRate':
      return fc.constantFrom(0.1, 0.01, 'adam');
  }
  switch (key.type) {
    case 'text':
      return fc.constantFrom(...NAMES, 'cnn', 'über', 'failed', 'rates', 'größer');
    case 'boolean':
      return fc.boolean();
    case 'number':
    case 'param':
    case 'time':
      return fc.constantFrom(0, 1, 3, 0.2, 0.5, 0.75, 1000, 1.5);
  }
}

const alive = (runs: readonly PlainRun[]): readonly PlainRun[] =>
  runs.filter(({ values }) => values['deleted'] === false);

describe('listRuns', () => {
  it('finds what a plain filter finds, for any filter', () => {
    const { store: lab, runs } = storeOfSomeRuns(COUNT);
    const all = alive(runs);
    fc.assert(
      fc.property(anyFilter(anyValue, words), (filter) => {
        const expected = all.filter((run) => fits(run, filter)).map(({ number }) => number);
        const { runs: found, total } = lab.listRuns({ filter, archived: 'with' });
        expect(found.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(expected);
        expect(total).toBe(expected.length);
      }),
      { numRuns: 400 },
    );
  });

  it('sorts by every column, with what is missing last and the newest first among equals', () => {
    const { store: lab, runs: plain } = storeOfSomeRuns(COUNT);
    const all = alive(plain);
    for (const key of SOME_KEYS.filter(({ name }) => !['tag', 'state'].includes(name))) {
      for (const descending of [true, false]) {
        const found = lab.listRuns({
          archived: 'with',
          sort: { key: key.name, descending },
          columns: [key.name],
        });
        const expected = all.toSorted(byValue(key.name, descending));
        expect(
          found.runs.map(({ number }) => number),
          `${key.name} ${String(descending)}`,
        ).toEqual(expected.map(({ number }) => number));
        expect(found.cells.flat()).toEqual(
          expected
            .map(({ values }) => values[key.name] ?? null)
            .map((value) =>
              key.source.kind === 'param' && typeof value === 'boolean' ? String(value) : value,
            ),
        );
      }
    }
  });

  it('pages without gaps, and counts what is beyond', () => {
    const { store: lab } = storeOfSomeRuns(COUNT);
    const sort = { key: 'epochs_done', descending: true };
    const whole = lab.listRuns({ sort });
    const pages = [0, 25, 50, 75, 100].map((offset) => lab.listRuns({ sort, limit: 25, offset }));
    expect(pages.flatMap((page) => page.runs)).toEqual(whole.runs);
    expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([whole.runs.length]));
  });

  it('leaves archived runs out unless they are asked for, and deleted ones always', () => {
    const { store: lab, runs: plain } = storeOfSomeRuns(COUNT);
    const all = alive(plain);
    const archived = all.filter(({ values }) => values['archived'] === true).length;
    const yes = { kind: 'compare', key: 'archived', op: '=', value: true } as const;
    expect([
      lab.listRuns().total,
      lab.listRuns({ archived: 'with' }).total,
      lab.listRuns({ archived: 'only' }).total,
      lab.listRuns({ filter: yes }).total,
    ]).toEqual([all.length - archived, all.length, archived, archived]);
  });

  it.each([
    [{ kind: 'compare', key: 'nothing', op: '=', value: 1 } as const, 'no column "nothing"'],
    [{ kind: 'compare', key: 'seed', op: '=', value: 'x' } as const, 'is no value of seed'],
    [{ kind: 'compare', key: 'name', op: '=', value: 1 } as const, 'is no value of name'],
    [{ kind: 'compare', key: 'archived', op: '=', value: 1 } as const, 'is no value of archived'],
    [{ kind: 'compare', key: 'created', op: '<', value: 'x' } as const, 'is no value of created'],
  ])('refuses %j by name', (filter, message) => {
    const { store: lab } = storeOfSomeRuns(1);
    expect(() => lab.listRuns({ filter })).toThrow(
      expect.objectContaining({ code: 'bad-input', message: expect.stringContaining(message) }),
    );
  });

  it('names every hyperparameter that some run has', () => {
    const { store: lab } = storeOfSomeRuns(COUNT);
    expect(lab.paramKeys()).toEqual([
      'dataset.samples',
      'training.optimizer.learningRate',
      'training.optimizer.nesterov',
      'training.optimizer.type',
    ]);
  });
});

function byValue(key: string, descending: boolean) {
  const fold = (value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
      : typeof value === 'boolean'
        ? Number(value)
        : (value ?? null);
  return (a: PlainRun, b: PlainRun): number => {
    const [left, right] = [fold(a.values[key]), fold(b.values[key])];
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    if (left === right) return b.number - a.number;
    return ((left as number) < (right as number) ? -1 : 1) * (descending ? -1 : 1);
  };
}
