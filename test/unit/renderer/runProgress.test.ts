import { describe, expect, it } from 'vitest';
import { describeProgress } from '../../../src/renderer/stores/runProgress.ts';
import { fractionDone } from '../../../src/shared/model/fractionDone.ts';
import { aRun, progress } from './runFixtures.ts';

describe('fractionDone', () => {
  it('never goes back from training to validation to the next epoch', () => {
    const fractions = [
      fractionDone(aRun(), undefined),
      fractionDone(aRun(), progress({ step: 10 })),
      fractionDone(aRun(), progress({ phase: 'validation', step: 5 })),
      fractionDone(aRun({ epochsDone: 1 }), progress({ phase: 'validation', step: 10 })),
      fractionDone(aRun({ epochsDone: 1 }), progress({ epoch: 2, step: 0 })),
      fractionDone(aRun({ epochsDone: 1 }), progress({ epoch: 2, step: 5 })),
      fractionDone(aRun({ epochsDone: 10 }), progress({ phase: 'test' })),
    ];
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect([fractions[0], fractions[3], fractions.at(-1)]).toEqual([0, 0.1, 1]);
  });

  it('of a run that ended early is what it did', () => {
    expect(fractionDone(aRun({ state: 'stopped', epochsDone: 4 }), undefined)).toBe(0.4);
    expect(fractionDone(aRun({ state: 'completed', epochsDone: 10 }), undefined)).toBe(1);
  });
});

it('says what a run is doing', () => {
  expect([
    describeProgress(aRun(), undefined),
    describeProgress(aRun({ epochsDone: 2 }), undefined),
    describeProgress(aRun(), progress({ epoch: 3, step: 4 })),
    describeProgress(aRun(), progress({ epoch: 3, phase: 'validation' })),
    describeProgress(aRun(), progress({ phase: 'test' })),
  ]).toEqual([
    'Preparing',
    'Epoch 3 of 10',
    'Epoch 3 of 10 · step 4 of 10',
    'Epoch 3 of 10 · validating',
    'Evaluating on the test images',
  ]);
});
