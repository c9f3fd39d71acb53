import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useRunDetailStore } from '../../../src/renderer/stores/runDetailStore.ts';
import { useRunsStore } from '../../../src/renderer/stores/runsStore.ts';
import { useSelectionStore } from '../../../src/renderer/stores/selectionStore.ts';
import { aDetail, aRun, epochEnd, epochMetrics, trainerEvent } from './runFixtures.ts';

const invoke = vi.fn();

beforeEach(() => {
  setActivePinia(createPinia());
  vi.stubGlobal('window', { lab: { invoke, subscribe: () => () => undefined, platform: 'linux' } });
});
afterEach(() => {
  invoke.mockReset();
  vi.unstubAllGlobals();
});

/** Makes the next call wait until the test answers it. */
function heldAnswer(): (value: unknown) => void {
  let resolve: (answer: unknown) => void = () => undefined;
  invoke.mockReturnValueOnce(
    new Promise((settle) => {
      resolve = settle;
    }),
  );
  return (value) => resolve({ ok: true, value });
}

describe('runsStore', () => {
  it('applies on top of the answer what was broadcast while it was being read', async () => {
    const store = useRunsStore();
    const answer = heldAnswer();
    const loading = store.load();
    store.applyEvents([{ kind: 'run', run: aRun({ state: 'completed' }) }]);
    answer({ runs: [aRun(), aRun({ id: 'B', number: 2, state: 'paused' })], total: 2 });
    await loading;
    expect(store.runs.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'B paused',
      'A completed',
    ]);
    expect([store.active?.id, store.loaded]).toEqual(['B', true]);
  });

  it('keeps the error of a lab that cannot be read', async () => {
    invoke.mockResolvedValueOnce({
      ok: false,
      error: { code: 'store-unavailable', message: 'The lab cannot be read', hint: 'Try again' },
    });
    const store = useRunsStore();
    await store.load();
    expect(store.error?.toData()).toEqual({
      code: 'store-unavailable',
      message: 'The lab cannot be read',
      hint: 'Try again',
      context: undefined,
    });
    expect(store.loaded).toBe(false);
  });

  it('orders the queue by place', () => {
    const store = useRunsStore();
    store.applyEvents(
      [2, 1, 3].map((queuePosition) => ({
        kind: 'run' as const,
        run: aRun({ id: `Q${queuePosition}`, state: 'queued', queuePosition }),
      })),
    );
    expect(store.queue.map(({ id }) => id)).toEqual(['Q1', 'Q2', 'Q3']);
  });
});

describe('runDetailStore', () => {
  it('first reads the run, then applies only events with a higher number', async () => {
    const store = useRunDetailStore();
    const answer = heldAnswer();
    const opening = store.open('A');
    expect(store.entry('A')).toEqual({ status: 'loading' });
    store.applyEvents([trainerEvent(8, epochEnd(1)), trainerEvent(9, epochEnd(2))]);
    answer(
      aDetail({
        epochs: [epochMetrics(1)],
        validationConfusions: [epochEnd(1).confusion],
        lastSeq: 8,
      }),
    );
    await opening;
    expect(store.detail('A')?.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);

    store.applyEvents([trainerEvent(9, epochEnd(2)), trainerEvent(10, epochEnd(3))]);
    expect(store.detail('A')?.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  it('reads the record once more when the run ends', async () => {
    const store = useRunDetailStore();
    invoke.mockResolvedValueOnce({ ok: true, value: aDetail() });
    await store.open('A');
    const summary = aRun({ state: 'completed' });
    invoke.mockResolvedValueOnce({ ok: true, value: aDetail({ summary, specHash: 'again' }) });
    store.applyEvents([{ kind: 'run', run: summary }]);
    await vi.waitFor(() => expect(store.detail('A')?.specHash).toBe('again'));
    expect(invoke).toHaveBeenCalledTimes(2);
  });

  it('forgets what was deleted', async () => {
    const store = useRunDetailStore();
    invoke.mockResolvedValueOnce({ ok: true, value: aDetail() });
    await store.open('A');
    store.applyEvents([{ kind: 'deleted', runIds: ['A'] }]);
    expect(store.entry('A')).toBeUndefined();
  });
});

it('selectionStore selects by toggle and by range, and drops what is gone', () => {
  const store = useSelectionStore();
  const order = ['A', 'B', 'C', 'D'];
  store.toggle('D');
  store.toggle('A');
  store.extendTo('C', order);
  expect(store.ids).toEqual(['D', 'A', 'B', 'C']);
  store.remove(['A', 'B']);
  store.toggle('D');
  expect([store.ids, store.isSelected('C')]).toEqual([['C'], true]);
});
