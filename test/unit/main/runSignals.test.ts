import { describe, expect, it } from 'vitest';
import { describeEnd, runSignals } from '../../../src/main/lifecycle/runSignals.ts';
import type { LabEvent } from '../../../src/shared/contract/labEvents.ts';
import type { RunSummary } from '../../../src/shared/model/run.ts';
import { aRun, progress, trainerEvent } from '../renderer/runFixtures.ts';

function told(...events: readonly LabEvent[]): unknown[] {
  const log: unknown[] = [];
  const hear = runSignals({
    progress: (percent, paused) => log.push(paused ? `${percent} paused` : percent),
    ended: ({ id, state }) => log.push(`${id} ${state}`),
  });
  events.forEach(hear);
  return log;
}

const run = (part: Partial<RunSummary>): LabEvent => ({
  kind: 'run',
  run: aRun({ epochs: 2, ...part }),
});

describe('runSignals', () => {
  it('tells how far the run is, each hundredth once, and that it ended', () => {
    expect(
      told(
        run({ state: 'queued' }),
        run({ state: 'running' }),
        trainerEvent(1, progress({ step: 5 })),
        trainerEvent(2, progress({ step: 5 })),
        run({ state: 'paused' }),
        run({ state: 'running', epochsDone: 1 }),
        run({ state: 'completed', epochsDone: 2 }),
      ),
    ).toEqual([0, 23, '23 paused', 50, null, 'A completed']);
  });

  it('is silent about runs that never trained, and about the app’s own end', () => {
    expect(told(run({ state: 'queued' }), run({ state: 'stopped' }))).toEqual([]);
    expect(told(run({ state: 'running' }), run({ state: 'interrupted' }))).toEqual([0, null]);
    expect(told(trainerEvent(1, progress(), 'B'))).toEqual([]);
  });

  it('tells of a run that something else interrupted', () => {
    const failure = { code: 'trainer-killed', message: 'The trainer was killed' } as const;
    expect(told(run({ state: 'running' }), run({ state: 'interrupted', failure }))).toEqual([
      ...[0, null, 'A interrupted'],
    ]);
  });
});

describe('describeEnd', () => {
  it('says what came of a run', () => {
    const part = { testAccuracy: 0.9234, bestValAccuracy: 0.93, epochsDone: 10 };
    expect(describeEnd(aRun({ ...part, state: 'completed' }))).toEqual({
      title: 'CNN: completed',
      body: 'Test accuracy 92.34 %, best validation 93.00 %, 10 of 10 epochs',
    });
    expect(describeEnd(aRun({ state: 'stopped' })).body).toBe('0 of 10 epochs');
  });

  it.each(['failed', 'interrupted'] as const)('says why a run %s', (state) => {
    const failure = { code: 'trainer-killed', message: 'The trainer was killed' } as const;
    expect(describeEnd(aRun({ state, failure }))).toEqual({
      title: `CNN: ${state}`,
      body: 'The trainer was killed',
    });
  });
});
