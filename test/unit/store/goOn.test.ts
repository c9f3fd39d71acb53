import { describe, expect, it } from 'vitest';
import type { TrainerEventBody } from '../../../src/shared/contract/trainerProtocol.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  envelopes,
  epochEvent,
  evaluationEvent,
  FINISHED,
  progressEvent,
  sampleSpec,
  STARTED,
} from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

const checkpoint = (epoch: number, kept: number[] = [epoch]): TrainerEventBody => ({
  kind: 'checkpoint',
  epoch,
  path: `checkpoints/epoch-000${epoch}.ckpt`,
  bytes: 100,
  sha256: 'c'.repeat(64),
  kept,
});
const STOPPED = { ...FINISHED, outcome: 'stopped' } as TrainerEventBody;

/** A run with the events of its first attempt recorded. */
function recorded(store: Store, bodies: readonly TrainerEventBody[]): string {
  const { id } = store.enqueueRun({ spec: sampleSpec(), name: 'first' });
  for (const event of envelopes(id, bodies)) store.record(event);
  return id;
}

const epochsOf = (store: Store, id: string): readonly number[] =>
  store.getRun(id).epochs.map(({ epoch }) => epoch);

describe('a run that goes on', () => {
  it('waits at the end of the queue, with what it recorded', () => {
    const store = temporaryStore();
    const id = recorded(store, [STARTED, epochEvent(1), STOPPED]);
    store.enqueueRun({ spec: sampleSpec() });
    expect(store.transition(id, 'queued')).toMatchObject({
      state: 'queued',
      queuePosition: 2,
      finishedAt: null,
      epochsDone: 1,
    });
  });

  it('is recorded from the epoch that its trainer goes on from; the rest is taken back', () => {
    const store = temporaryStore();
    const before = [STARTED, progressEvent(1), epochEvent(1, 0.5), epochEvent(2, 0.9)];
    const id = recorded(store, [...before, checkpoint(2, [1, 2]), STOPPED]);
    const { lastSeq } = store.getRun(id);
    store.transition(id, 'queued');
    const again = [{ ...STARTED, epochsDone: 1 }, epochEvent(2, 0.6), checkpoint(2), FINISHED];
    const [started, ...rest] = envelopes(id, again, lastSeq + 1);
    expect(started && store.record(started)).toMatchObject({
      epochsDone: 1,
      bestValAccuracy: 0.5,
      bestEpoch: 1,
      trainingSeconds: 0.25,
    });
    expect(epochsOf(store, id)).toEqual([1]);
    expect(store.validationConfusions(id)).toHaveLength(1);
    expect(store.getRun(id).checkpoints).toEqual([]);
    for (const event of rest) store.record(event);
    expect(store.getSummary(id)).toMatchObject({ state: 'completed', bestValAccuracy: 0.6 });
    const filter = { kind: 'compare', key: 'val_accuracy', op: '>', value: 0.6 } as const;
    expect(store.listRuns({ filter }).total).toBe(0);
    expect(epochsOf(store, id)).toEqual([1, 2]);
    expect(store.getRun(id).checkpoints.map(({ epoch }) => epoch)).toEqual([2]);
  });
});

describe('an extension', () => {
  const WHOLE = [STARTED, epochEvent(1, 0.7), epochEvent(2, 0.6), checkpoint(2, [1, 2])];

  it('of a run that early stopping ended is refused, for it would end at once', () => {
    const store = temporaryStore();
    const stoppedEarly = { epoch: 2, monitor: 'valLoss', waited: 1 } as const;
    const ended = { ...FINISHED, ending: { stoppedEarly, keptEpoch: null } } as TrainerEventBody;
    const id = recorded(store, [...WHOLE, evaluationEvent(), ended]);
    expect(store.getRun(id).ending?.stoppedEarly).toEqual(stoppedEarly);
    expect(() => store.extendRun(id, 2)).toThrow(/first was ended by early stopping/);
    expect(store.listRuns({}).total).toBe(1);
  });

  it('begins with the record of its parent, which stays as it is', () => {
    const store = temporaryStore();
    const parent = recorded(store, [...WHOLE, evaluationEvent(), FINISHED]);
    const before = store.getRun(parent);
    const child = store.extendRun(parent, 3);
    expect(child).toMatchObject({
      name: 'first, 5 epochs',
      state: 'queued',
      epochs: 5,
      epochsDone: 2,
      bestEpoch: 1,
      testAccuracy: null,
    });
    const { epochs, validationConfusions, checkpoints, spec } = store.getRun(child.id);
    expect({ epochs, validationConfusions, checkpoints }).toEqual({
      epochs: before.epochs,
      validationConfusions: before.validationConfusions,
      checkpoints: before.checkpoints,
    });
    expect(spec.training.epochs).toBe(5);
    expect(store.getRun(parent)).toEqual(before);
  });

  it('is refused for a run that is not over or has no checkpoint', () => {
    const store = temporaryStore();
    const stopped = recorded(store, [...WHOLE, STOPPED]);
    const bare = recorded(store, [STARTED, epochEvent(1), FINISHED]);
    for (const id of [stopped, bare]) {
      expect(() => store.extendRun(id, 1)).toThrow(
        expect.objectContaining({ code: 'illegal-state' }),
      );
    }
    expect(store.queued()).toEqual([]);
  });
});
