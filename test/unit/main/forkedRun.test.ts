import { expect, it } from 'vitest';
import type { Lab } from '../../../src/lab/lab.ts';
import { availableDatasets } from '../../../src/lab/labDatasets.ts';
import { runsHandlers } from '../../../src/main/ipc/runsHandlers.ts';
import { sampleSpec } from '../store/samples.ts';
import { temporaryStore } from '../store/temporaryStore.ts';

/** The channels of runs on a real store whose queue never trains. */
function lab() {
  const store = temporaryStore();
  const datasets = { available: () => availableDatasets(store) };
  const queue = { enqueueAll: store.enqueueRuns };
  const handlers = runsHandlers(() =>
    Promise.resolve({ store, datasets, queue } as unknown as Lab),
  );
  const fork = async (parentId: string, seed: number): Promise<string> => {
    const spec = sampleSpec({ seed });
    const outcome = await handlers['runs:enqueue']({ spec, repeats: 1, parentId });
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    return outcome.run.id;
  };
  const parentOf = (runId: string) => handlers['runs:parent']({ runId });
  return { store, fork, parentOf };
}

it('keeps with a forked run what it came from, as long as that is there', async () => {
  const { store, fork, parentOf } = lab();
  const parent = store.enqueueRun({ spec: sampleSpec({ seed: 1 }), name: 'first' });
  const child = await fork(parent.id, 2);
  expect(await parentOf(child)).toEqual({
    id: parent.id,
    name: 'first',
    spec: sampleSpec({ seed: 1 }),
  });
  expect(await parentOf(parent.id)).toBeNull();
  store.deleteRuns([parent.id]);
  expect(await parentOf(child)).toBeNull();
  store.restoreRuns([parent.id]);
  expect(await parentOf(child)).toMatchObject({ name: 'first' });
});

it('trains a fork although its parent was deleted while it was edited', async () => {
  const { store, fork, parentOf } = lab();
  const parent = store.enqueueRun({ spec: sampleSpec({ seed: 1 }) });
  store.deleteRuns([parent.id]);
  expect(store.isHere(parent.id)).toBe(false);
  const child = await fork(parent.id, 2);
  expect(store.getSummary(child).state).toBe('queued');
  expect(await parentOf(child)).toBeNull();
});
