import { expect, it } from 'vitest';
import { TRIAL_SIZE, studySpec } from '../../../src/shared/study/studySize.ts';
import { isMissing, readStudy } from '../../../src/store/readStudy.ts';
import { epochEvent, envelopes, evaluationEvent, FINISHED, STARTED } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

it('knows what a reproduction has, what is on its way and what is missing', () => {
  const store = temporaryStore();
  const enqueue = (seed: number) =>
    store.enqueueRun({ spec: studySpec('cnn', TRIAL_SIZE, seed) }).id;
  const [failed, again, other] = [enqueue(1), enqueue(1), enqueue(5)];
  store.transition(failed, 'running');
  store.transition(failed, 'failed', { code: 'internal', message: 'no' });
  const done = [STARTED, epochEvent(1), evaluationEvent(0.75), FINISHED];
  for (const event of envelopes(other, done)) store.record(event);

  const { wanted, runs } = readStudy(store, { size: 'trial', seeds: 2 });
  expect(wanted.map(({ preset, seed, run }) => [preset, seed, run?.id, isMissing(run)])).toEqual([
    ['cnn', 1, again, false],
    ['cnn', 2, undefined, true],
    ['cnn2', 1, undefined, true],
    ['cnn2', 2, undefined, true],
    ['rnn', 1, undefined, true],
    ['rnn', 2, undefined, true],
  ]);
  // Also a seed that is not wanted says something of the model.
  expect(runs).toMatchObject([
    { runId: other, preset: 'cnn', seed: 5, accuracy: 0.75, evaluationSeconds: 0.125 },
  ]);
  expect(readStudy(store, { size: 'study', seeds: 1 }).runs).toEqual([]);

  store.transition(again, 'stopped');
  const [first] = readStudy(store, { size: 'trial', seeds: 1 }).wanted;
  expect(first?.run?.id).toBe(again);
  expect(isMissing(first?.run ?? null)).toBe(true);
});
