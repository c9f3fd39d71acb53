import { describe, expect, it } from 'vitest';
import { sampleSpec } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

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

describe('enqueueRuns', () => {
  it('makes all of them in order, or none', () => {
    const store = temporaryStore();
    const specs = [1, 2].map((seed) => ({ spec: sampleSpec({ seed }) }));
    const made = store.enqueueRuns(specs);
    expect(made.map(({ seed, queuePosition }) => [seed, queuePosition])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const broken = [...specs, { ...specs[0]!, parentId: 'nobody' }];
    expect(() => store.enqueueRuns(broken)).toThrow(/no run nobody/);
    expect(store.listRuns().total).toBe(2);
  });
});
