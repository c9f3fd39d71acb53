import { describe, expect, it } from 'vitest';
import { sampleSpec } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

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
