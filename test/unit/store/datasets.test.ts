import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/shared/spec/setParam.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { IMPORTED, SMALL_DATASET } from '../../helpers/smallDataset.ts';
import { sampleSpec } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

const { id } = SMALL_DATASET;
const specOnShapes = setParam(sampleSpec(), 'dataset.id', id) as ExperimentSpec;

describe('imported data sets', () => {
  it('come back as they were recorded', () => {
    const store = temporaryStore();
    store.addDataset(IMPORTED);
    expect(store.importedDatasets()).toEqual([IMPORTED]);
    expect(() => store.addDataset(IMPORTED)).toThrow();
  });

  it('take other names, one for each class', () => {
    const store = temporaryStore();
    store.addDataset(IMPORTED);
    const names = { name: 'Forms', classNames: ['o', 'q', 't'] };
    expect(store.renameDataset(id, names).description).toEqual({ ...SMALL_DATASET, ...names });
    expect(() => store.renameDataset(id, { name: 'Forms', classNames: ['o'] })).toThrow(
      /has 3 classes, but 1 names/,
    );
    expect(() => store.renameDataset('no-such', names)).toThrow(/no imported data set "no-such"/);
  });

  it('are counted by the runs that name them', () => {
    const store = temporaryStore();
    expect(store.datasetUse(id)).toEqual({ runs: 0, open: 0 });
    const { id: runId } = store.enqueueRun({ spec: specOnShapes });
    store.enqueueRun({ spec: sampleSpec() });
    expect(store.datasetUse(id)).toEqual({ runs: 1, open: 1 });
    expect(store.datasetUse('fashion-mnist').runs).toBe(1);
    store.transition(runId, 'stopped');
    expect(store.datasetUse(id)).toEqual({ runs: 1, open: 0 });
  });

  it('are forgotten without runs, and keep their description with them', () => {
    const store = temporaryStore();
    store.addDataset(IMPORTED);
    store.removeDataset(id);
    expect(store.importedDatasets()).toEqual([]);
    store.addDataset(IMPORTED);
    store.enqueueRun({ spec: specOnShapes });
    store.removeDataset(id);
    expect(store.importedDatasets()).toMatchObject([
      { description: SMALL_DATASET, removedAt: expect.stringMatching(/^\d{4}-/) },
    ]);
    expect(() => store.removeDataset('no-such')).toThrow(/no imported data set/);
  });
});
