import { describe, expect, it } from 'vitest';
import { RUN_STATES, RUN_TRANSITIONS, type RunState } from '../../../src/shared/model/runState.ts';
import type { Store } from '../../../src/store/store.ts';
import { sampleSpec, wholeRun } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

/** How to bring a new run into each state. */
const WAYS: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: [],
  running: ['running'],
  paused: ['running', 'paused'],
  completed: ['running', 'completed'],
  stopped: ['stopped'],
  failed: ['failed'],
  interrupted: ['running', 'interrupted'],
};

function runIn(store: Store, state: RunState): string {
  const { id } = store.enqueueRun({ spec: sampleSpec() });
  for (const step of WAYS[state]) store.transition(id, step);
  return id;
}

const pairs = RUN_STATES.flatMap((from) => RUN_STATES.map((to) => [from, to] as const));

describe('transition', () => {
  it.each(pairs)('from %s to %s follows the table', (from, to) => {
    const store = temporaryStore();
    const id = runIn(store, from);
    if (RUN_TRANSITIONS[from].includes(to)) {
      expect(store.transition(id, to).state).toBe(to);
    } else {
      expect(() => store.transition(id, to)).toThrow(
        expect.objectContaining({ code: 'illegal-state' }),
      );
      expect(store.getSummary(id).state).toBe(from);
    }
  });

  it('keeps why a run failed', () => {
    const store = temporaryStore();
    const id = runIn(store, 'running');
    const failure = { code: 'out-of-memory', message: 'No memory', context: { bytes: 1 } } as const;
    expect(store.transition(id, 'failed', failure).failure).toEqual(failure);
  });
});

describe('the queue’s order', () => {
  const order = (store: Store): [string, number | null][] =>
    store.queued().map(({ name, queuePosition }) => [name, queuePosition]);
  const fill = (store: Store): string[] =>
    ['a', 'b', 'c', 'd'].map((name) => store.enqueueRun({ spec: sampleSpec(), name }).id);

  it.each([
    ['d', 1, 'dabc'],
    ['a', 4, 'bcda'],
    ['a', 99, 'bcda'],
    ['b', 3, 'acbd'],
    ['c', 2, 'acbd'],
    ['b', 2, 'abcd'],
  ])('moves %s to %i', (name, position, expected) => {
    const store = temporaryStore();
    fill(store);
    store.moveQueued(store.findRun(name), position);
    expect(order(store)).toEqual([...expected].map((letter, index) => [letter, index + 1]));
  });

  it('closes the gap that a started, stopped or deleted run leaves', () => {
    const store = temporaryStore();
    const [a, b, c] = fill(store) as [string, string, string];
    store.transition(b, 'running');
    expect(order(store)).toEqual([
      ['a', 1],
      ['c', 2],
      ['d', 3],
    ]);
    store.transition(a, 'stopped');
    store.deleteRuns([c]);
    expect(order(store)).toEqual([['d', 1]]);
    expect(store.nextQueued()?.name).toBe('d');
    expect(() => store.moveQueued(b, 1)).toThrow(
      expect.objectContaining({ code: 'illegal-state' }),
    );
  });
});

describe('findRun', () => {
  it('takes a number, a ULID, its beginning or a name', () => {
    const store = temporaryStore();
    const first = store.enqueueRun({ spec: sampleSpec(), name: 'base' }).id;
    const second = store.enqueueRun({ spec: sampleSpec(), name: 'base' }).id;
    expect(['1', '#1', first, first.toLowerCase()].map(store.findRun)).toEqual(
      new Array(4).fill(first),
    );
    expect(['2', '#2', 'base', second].map(store.findRun)).toEqual(new Array(4).fill(second));
    expect(() => store.findRun(first.slice(0, 6))).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: expect.stringContaining(`#1 base (${first})`),
      }),
    );
    store.deleteRuns([second]);
    expect(store.findRun(first.slice(0, 6).toLowerCase())).toBe(first);
  });

  it.each(['nothing', '9', '#0', '01', '', 'a%', "' OR 1"])(
    'says what would be right for %j',
    (reference) => {
      const store = temporaryStore();
      expect(() => store.findRun(reference)).toThrow(
        expect.objectContaining({ code: 'not-found', hint: 'The lab has no runs yet' }),
      );
      store.enqueueRun({ spec: sampleSpec() });
      expect(() => store.findRun(reference)).toThrow(
        expect.objectContaining({ code: 'not-found', hint: expect.stringContaining('up to 1') }),
      );
    },
  );
});

describe('single runs', () => {
  it('renames', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec(), name: 'before' });
    expect(store.renameRun(id, 'Größe').name).toBe('Größe');
    expect(() => store.renameRun('01ARZ3NDEKTSV4RRFFQ69G5FAV', 'x')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  it('deletes with all that hangs on them, and never an active one', () => {
    const store = temporaryStore();
    const done = store.enqueueRun({ spec: sampleSpec() }).id;
    for (const event of wholeRun(done)) store.record(event);
    const active = runIn(store, 'paused');
    expect(() => store.deleteRuns([done, active])).toThrow(
      expect.objectContaining({ code: 'illegal-state' }),
    );
    expect(store.listRuns().total).toBe(2);
    const child = store.enqueueRun({ spec: sampleSpec(), parentId: done });
    expect(store.deleteRuns([done, done])).toEqual([done]);
    expect(() => store.getRun(done)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(store.getRun(child.id).summary.id).toBe(child.id);
    expect(store.integrityCheck().ok).toBe(true);
    store.deleteRuns([child.id]);
    expect(store.enqueueRun({ spec: sampleSpec() }).number).toBe(4);
  });

  it('refuses a parent that is not there', () => {
    const store = temporaryStore();
    expect(() =>
      store.enqueueRun({ spec: sampleSpec(), parentId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }),
    ).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(store.listRuns().total).toBe(0);
  });
});

describe('settings', () => {
  it('keeps choices and fills in defaults', () => {
    const store = temporaryStore();
    expect(store.getSettings()).toEqual({ theme: 'system', sidebarCollapsed: false });
    const chosen = { theme: 'dark', sidebarCollapsed: true } as const;
    expect(store.setSettings(chosen)).toEqual(chosen);
    expect(store.getSettings()).toEqual(chosen);
  });
});

it('remembers that a run is to be trained although it is predicted not to fit', () => {
  const store = temporaryStore();
  const forced = store.enqueueRun({ spec: sampleSpec(), force: true });
  const plain = store.enqueueRun({ spec: sampleSpec() });
  expect(store.getRun(forced.id).cost.forced).toBe(true);
  expect(store.getRun(plain.id).cost.forced).toBe(false);
});
