import { describe, expect, it } from 'vitest';
import type { RunQuery, RunSummary } from '../../../src/shared/model/run.ts';
import { RUN_SORT_COLUMNS } from '../../../src/shared/model/run.ts';
import { connect } from '../../../src/store/loadSqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { sampleSpec } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

const COUNT = 10_000;

/** Ten thousand runs with every state, ties and missing values, made by one statement from a single run. */
function crowdedStore(): Store {
  const store = temporaryStore();
  store.enqueueRun({ spec: sampleSpec() });
  const database = connect(store.path);
  database.exec(`
    WITH RECURSIVE counter (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM counter WHERE n < ${COUNT})
    INSERT INTO runs (id, name, model, state, seed, epochs, spec, spec_hash, created_at, updated_at,
      epochs_done, best_val_accuracy, parameters, training_seconds)
    SELECT printf('01ARZ3NDEKTSV4RRFFQ%07d', n),
      CASE n % 5 WHEN 0 THEN 'Größe ' || n % 97 WHEN 1 THEN 'run_' || n ELSE 'b%' || n % 7 END,
      CASE n % 3 WHEN 0 THEN 'cnn' WHEN 1 THEN 'rnn' ELSE 'ÜBER' END,
      CASE n % 4 WHEN 0 THEN 'completed' WHEN 1 THEN 'failed' WHEN 2 THEN 'stopped' ELSE 'interrupted' END,
      n, 10, spec, spec_hash, printf('2026-01-01T%02d:00:00.000Z', n % 24), updated_at,
      n % 11, CASE WHEN n % 13 THEN n * 7919 % 1000 / 1000.0 END, n % 17 * 100,
      CASE WHEN n % 6 THEN n * 31 % 503 / 7.0 END
    FROM counter, (SELECT spec, spec_hash, updated_at FROM runs WHERE number = 1)`);
  database.exec(`
    INSERT INTO evaluations (run, split, loss, accuracy, count, seconds, per_class)
    SELECT number, 'test', 0.5, number * 104729 % 997 / 997.0, 100, 1, '[]'
    FROM runs WHERE state = 'completed'`);
  database.close();
  return store;
}

const lower = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : value;

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  return (a as number) < (b as number) ? -1 : 1;
}

/** What the query means, without SQL. */
function expected(all: readonly RunSummary[], query: RunQuery): string[] {
  const { states, model, text, sort, limit = COUNT, offset = 0 } = query;
  const { column, descending } = sort ?? { column: 'number', descending: true };
  const way = descending ? -1 : 1;
  return all
    .filter((run) => states === undefined || states.includes(run.state))
    .filter((run) => model === undefined || run.model === model)
    .filter((run) =>
      [run.name, run.model].some((value) =>
        value.toLowerCase().includes((text ?? '').toLowerCase()),
      ),
    )
    .toSorted((a, b) => {
      const [left, right] = [lower(a[column]), lower(b[column])];
      if ((left === null) !== (right === null)) return left === null ? 1 : -1;
      return way * (compare(left, right) || a.number - b.number);
    })
    .slice(offset, offset + limit)
    .map(({ id }) => id);
}

describe('listRuns on 10,000 runs', () => {
  const queries: RunQuery[] = [
    {},
    ...RUN_SORT_COLUMNS.flatMap((column) =>
      [true, false].map((descending) => ({ sort: { column, descending } })),
    ),
    { text: 'GRÖSSE' },
    { text: 'größe' },
    { text: 'über' },
    { text: '%' },
    { text: '_' },
    { text: "'" },
    { states: [] },
    { states: ['failed', 'queued'], model: 'cnn', text: 'b', limit: 50, offset: 25 },
    { model: 'rnn', sort: { column: 'testAccuracy', descending: true }, limit: 100 },
    { limit: 10, offset: 20_000 },
  ];

  it('answers like a plain filter and sort', () => {
    const store = crowdedStore();
    const all = store.listRuns().runs;
    expect(all.length).toBe(COUNT);
    for (const query of queries) {
      const { runs, total } = store.listRuns(query);
      expect(runs.map(({ id }) => id)).toEqual(expected(all, query));
      const { limit: _limit, offset: _offset, ...unpaged } = query;
      expect(total).toBe(expected(all, unpaged).length);
    }
  });
});
