import { describe, expect, it } from 'vitest';
import type { TableState } from '../../../src/shared/contract/tableState.ts';
import { connect } from '../../../src/store/loadSqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { sampleSpec, wholeRun } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

const GONE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const missing = expect.objectContaining({ code: 'not-found' });
const make = (store: Store, count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    return store.enqueueRun({ spec: sampleSpec({ seed: index }), name: `r${index + 1}` }).id;
  });

describe('notes about runs', () => {
  it('changes what is named, for all of them, and leaves the rest', () => {
    const store = temporaryStore();
    const ids = make(store, 3);
    const [a, b] = ids as [string, string, string];
    store.annotateRuns([a, b], {
      addTags: ['Baseline', 'x', 'baseline'],
      favourite: true,
      color: 3,
    });
    const changed = store.annotateRuns([b], { removeTags: ['BASELINE', 'none'], archived: true });
    expect(changed).toMatchObject([{ id: b, tags: ['x'], favourite: true, color: 3 }]);
    expect(store.getSummary(a)).toMatchObject({ tags: ['Baseline', 'x'], archivedAt: null });
    expect(store.listRuns().runs.map(({ name }) => name)).toEqual(['r3', 'r1']);
    store.annotateRuns([b], { archived: false, color: null, favourite: false });
    expect(store.getSummary(b)).toMatchObject({ archivedAt: null, color: null, favourite: false });
  });

  it('changes none when one is not there', () => {
    const store = temporaryStore();
    const [a] = make(store, 1) as [string];
    expect(() => store.annotateRuns([a, GONE], { favourite: true })).toThrow(missing);
    expect(() => store.annotateRuns([a], { experimentId: GONE, favourite: true })).toThrow(missing);
    expect(store.getSummary(a).favourite).toBe(false);
  });

  it('keeps one note a run, as it was written', () => {
    const store = temporaryStore();
    const [a] = make(store, 1) as [string];
    expect(store.noteOf(a)).toBe('');
    store.setNote(a, '# First');
    expect(store.setNote(a, '**Größe** <b>').hasNote).toBe(true);
    expect(store.noteOf(a)).toBe('**Größe** <b>');
    expect(store.setNote(a, ' \n').hasNote).toBe(false);
    expect(() => store.noteOf(GONE)).toThrow(missing);
  });
});

describe('deletion', () => {
  it('puts out of sight, can be taken back, and is final after the grace', () => {
    let time = Date.UTC(2026, 0, 1);
    const store = temporaryStore({ now: () => new Date(time) });
    const [a, b, c] = make(store, 3) as [string, string, string];
    for (const event of wholeRun(a)) store.record(event);
    store.deleteRuns([a, b]);
    for (const look of [store.getSummary, store.getRun, store.noteOf, store.findRun]) {
      expect(() => look(a)).toThrow(missing);
    }
    expect(() => store.findRun('r1')).toThrow(missing);
    expect(store.queued().map(({ name, queuePosition }) => [name, queuePosition])).toEqual([
      ['r3', 1],
    ]);
    expect(store.seedsOf(sampleSpec())).toEqual([2]);

    expect([
      store.findDeleted('1'),
      store.findDeleted('#2'),
      store.findDeleted(a.toLowerCase()),
    ]).toEqual([a, b, a]);
    expect(() => store.restoreRuns([a, c])).toThrow(missing);
    expect(() => store.getSummary(a)).toThrow(missing);
    const [first, second] = store.restoreRuns([a, b]);
    expect(first).toMatchObject({ state: 'completed', testAccuracy: 0.875 });
    expect(second).toMatchObject({ state: 'queued', queuePosition: 2, finishedAt: null });

    store.deleteRuns([a]);
    time += 1_000;
    store.deleteRuns([b]);
    expect(store.purgeDeleted(new Date(time))).toEqual([a]);
    expect(() => store.restoreRuns([a])).toThrow(missing);
    expect(store.restoreRuns([b])).toHaveLength(1);
    const database = connect(store.path);
    const left = database.prepare('SELECT count(*) FROM epoch_metrics').pluck().get();
    database.close();
    expect(left).toBe(0);
    expect(store.integrityCheck().ok).toBe(true);
  });
});

describe('experiments', () => {
  it('hold runs, with a question and a conclusion', () => {
    const store = temporaryStore();
    const [a, b] = make(store, 2) as [string, string];
    const made = store.createExperiment('Rates', 'Is 0.01 better?');
    expect(made).toMatchObject({
      name: 'Rates',
      question: 'Is 0.01 better?',
      conclusion: '',
      runs: 0,
    });
    store.annotateRuns([a, b], { experimentId: made.id });
    const change = { id: made.id, name: 'Learning rates', question: 'Q', conclusion: 'Yes.' };
    expect(store.updateExperiment(change)).toMatchObject({ ...change, runs: 2 });
    const filter = {
      kind: 'compare',
      key: 'experiment',
      op: '=',
      value: 'learning RATES',
    } as const;
    expect(store.listRuns({ filter }).total).toBe(2);
    expect(() => store.createExperiment('LEARNING rates', '')).toThrow(
      expect.objectContaining({ code: 'bad-input', context: { field: 'name' } }),
    );
    expect(() => store.updateExperiment({ ...change, id: GONE })).toThrow(missing);
    expect(store.updateExperiment({ ...change, name: 'learning rates' }).name).toBe(
      'learning rates',
    );
    store.deleteRuns([b]);
    expect(store.experiments()).toMatchObject([{ runs: 1 }]);
    expect(store.deleteExperiment(made.id)).toBe(true);
    expect(store.deleteExperiment(made.id)).toBe(false);
    expect(store.getSummary(a).experimentId).toBeNull();
  });
});

describe('saved views', () => {
  const state = (filter: string): TableState => ({
    filter,
    archived: 'without',
    columns: [{ key: 'name', width: 200, pinned: true }, { key: 'training.optimizer.type' }],
    sort: { key: 'val_accuracy', descending: true },
    group: null,
  });

  it('are kept under a name, and replaced under the same', () => {
    const store = temporaryStore();
    store.saveView('Best', state('a'));
    expect(store.saveView('all', state('b')).map(({ name }) => name)).toEqual(['all', 'Best']);
    expect(store.saveView('best', state('c'))).toEqual([
      { name: 'all', state: state('b') },
      { name: 'best', state: state('c') },
    ]);
    expect(store.deleteView('BEST').map(({ name }) => name)).toEqual(['all']);
  });

  it('are passed over when they no longer fit', () => {
    const store = temporaryStore();
    store.saveView('a', state(''));
    const database = connect(store.path);
    database.exec(`INSERT INTO saved_views VALUES ('old', '{"filter":1}', '')`);
    database.close();
    expect(store.views().map(({ name }) => name)).toEqual(['a']);
  });
});

it('keeps the table as it was left among the settings', () => {
  const store = temporaryStore();
  const runsTable: TableState = {
    filter: 'tag = x',
    archived: 'with',
    columns: [{ key: 'name' }],
    sort: { key: 'seed', descending: false },
    group: 'recipe',
  };
  store.setSettings({ ...store.getSettings(), runsTable });
  expect(store.getSettings().runsTable).toEqual(runsTable);
});
