import { describe, expect, it } from 'vitest';
import { NO_STEPS, withProgress, withRecorded } from '../../../src/renderer/stores/runSteps.ts';
import { progress } from './runFixtures.ts';

const recorded = {
  epoch: Uint32Array.of(1, 2),
  step: Uint32Array.of(9, 4),
  loss: Float64Array.of(1, 0.5),
  accuracy: Float64Array.of(0.5, 0.6),
  learningRate: Float64Array.of(0.01, 0.01),
  samplesPerSecond: Float64Array.of(1, 1),
  memoryBytes: Float64Array.of(1, 1),
};

describe('withProgress', () => {
  it('keeps moments of training, and nothing that came before', () => {
    let steps = withProgress(NO_STEPS, progress({ step: 3 }), 0);
    steps = withProgress(steps, progress({ phase: 'validation', step: 4 }), 1);
    steps = withProgress(steps, progress({ step: 2 }), 2);
    steps = withProgress(steps, progress({ loss: null, step: 5 }), 3);
    steps = withProgress(steps, progress({ epoch: 2, step: 1, loss: 0.25 }), 4);
    expect(steps.live).toEqual([
      {
        epoch: 1,
        step: 3,
        loss: 1,
        accuracy: 0.5,
        learningRate: Number.NaN,
        samplesPerSecond: 100,
        memoryBytes: 1e9,
      },
      {
        epoch: 2,
        step: 1,
        loss: 0.25,
        accuracy: 0.5,
        learningRate: Number.NaN,
        samplesPerSecond: 100,
        memoryBytes: 1e9,
      },
    ]);
  });

  it('keeps a hundred of an epoch at most, and one a second once there are many', () => {
    let steps = NO_STEPS;
    for (let step = 1; step <= 1000; step += 1) {
      steps = withProgress(steps, progress({ step, steps: 1000 }), step);
    }
    expect(steps.live).toHaveLength(100);
    for (let epoch = 2; epoch <= 50; epoch += 1) {
      for (let step = 1; step <= 100; step += 1) {
        steps = withProgress(steps, progress({ epoch, step, steps: 100 }), 1000);
      }
    }
    expect(steps.live).toHaveLength(600);
  });
});

describe('withRecorded', () => {
  it('drops what the lab has recorded meanwhile', () => {
    let steps = withProgress(NO_STEPS, progress({ epoch: 2, step: 3 }), 0);
    steps = withProgress(steps, progress({ epoch: 2, step: 6 }), 1);
    const both = withRecorded(steps, recorded);
    expect(both.recorded).toBe(recorded);
    expect(both.live.map(({ step }) => step)).toEqual([6]);
    expect(withProgress(both, progress({ epoch: 2, step: 5 }), 2)).toBe(both);
  });
});
