import { describe, expect, it } from 'vitest';
import { applyLabEvents, EMPTY_RUNS } from '../../../src/renderer/stores/runsState.ts';
import { aRun, epochEnd, progress, trainerEvent } from './runFixtures.ts';

const withRun = applyLabEvents(EMPTY_RUNS, [{ kind: 'run', run: aRun() }]);

describe('applyLabEvents', () => {
  it('adds, replaces and deletes runs without changing the state it was given', () => {
    const renamed = applyLabEvents(withRun, [{ kind: 'run', run: aRun({ name: 'Other' }) }]);
    const gone = applyLabEvents(renamed, [{ kind: 'deleted', runIds: ['A'] }]);
    expect([withRun, renamed, gone].map(({ runs }) => runs.get('A')?.name)).toEqual([
      'CNN',
      'Other',
      undefined,
    ]);
  });

  it('takes epochs, the best one and the evaluation into the row', () => {
    const { runs } = applyLabEvents(withRun, [
      trainerEvent(1, epochEnd(1, 0.8)),
      trainerEvent(2, epochEnd(2, 0.9)),
      trainerEvent(3, epochEnd(3, 0.85)),
      trainerEvent(4, {
        kind: 'evaluation',
        split: 'test',
        loss: 0.3,
        accuracy: 0.88,
        count: 20,
        seconds: 1,
        batchSize: 32,
        confusion: [],
        perClass: [],
      }),
    ]);
    expect(runs.get('A')).toMatchObject({
      epochsDone: 3,
      bestValAccuracy: 0.9,
      bestEpoch: 2,
      testAccuracy: 0.88,
      testLoss: 0.3,
      testCount: 20,
    });
  });

  it('does not let a late row take back an epoch', () => {
    const { runs } = applyLabEvents(withRun, [
      trainerEvent(1, epochEnd(1)),
      { kind: 'run', run: aRun({ state: 'paused' }) },
    ]);
    expect(runs.get('A')).toMatchObject({ state: 'paused', epochsDone: 1, bestEpoch: 1 });
  });

  it('ignores progress that is older than what it has', () => {
    const { progress: live } = applyLabEvents(withRun, [
      trainerEvent(7, progress({ step: 7 })),
      trainerEvent(6, progress({ step: 6 })),
    ]);
    expect(live.get('A')?.latest.step).toBe(7);
  });

  it('forgets the progress of a run that is over', () => {
    const live = applyLabEvents(withRun, [trainerEvent(1, progress())]);
    const over = applyLabEvents(live, [{ kind: 'run', run: aRun({ state: 'stopped' }) }]);
    expect([live.progress.has('A'), over.progress.has('A')]).toEqual([true, false]);
  });
});
