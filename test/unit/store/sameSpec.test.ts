import { describe, expect, it } from 'vitest';
import { sampleSpec, wholeRun } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

it('finds runs of the whole spec, and of no other', () => {
  const store = temporaryStore();
  const spec = sampleSpec();
  const first = store.enqueueRun({ spec });
  store.enqueueRun({ spec: sampleSpec({ seed: 8 }) });
  store.enqueueRun({ spec: sampleSpec({ epochs: 3 }) });
  store.enqueueRun({ spec: { ...spec, training: { ...spec.training, batchSize: 64 } } });
  const second = store.enqueueRun({ spec, name: 'again' });
  store.transition(second.id, 'stopped');
  expect(store.runsOfSpec(spec).map(({ id, state }) => [id, state])).toEqual([
    [first.id, 'queued'],
    [second.id, 'stopped'],
  ]);
  expect(store.runsOfSpec(sampleSpec({ seed: 9 }))).toEqual([]);
});

describe('seedsOf', () => {
  it('names the seeds of the same spec, failed runs and other specs left out', () => {
    const store = temporaryStore();
    for (const seed of [9, 4, 4]) store.enqueueRun({ spec: sampleSpec({ seed }) });
    store.enqueueRun({ spec: sampleSpec({ seed: 5, epochs: 3 }) });
    store.enqueueRun({ spec: sampleSpec({ seed: 6, model: 'other' }) });
    const failed = store.enqueueRun({ spec: sampleSpec({ seed: 8 }) }).id;
    store.transition(failed, 'running');
    store.transition(failed, 'failed', { code: 'internal', message: 'no' });
    expect(store.seedsOf(sampleSpec({ seed: 77 }))).toEqual([4, 9]);
  });
});

it('finds what was completed with any seed', () => {
  const store = temporaryStore();
  const [first, second] = [7, 8].map((seed) => store.enqueueRun({ spec: sampleSpec({ seed }) }).id);
  store.enqueueRun({ spec: sampleSpec({ seed: 9 }) });
  for (const id of [first, second]) for (const event of wholeRun(id ?? '')) store.record(event);
  expect(store.repetitionsOf(sampleSpec({ seed: 1 })).map(({ id }) => id)).toEqual([first, second]);
});
