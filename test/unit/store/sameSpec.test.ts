import { expect, it } from 'vitest';
import { sampleSpec } from './samples.ts';
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
