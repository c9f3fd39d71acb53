import { describe, expect, it } from 'vitest';
import {
  stepLine,
  stepsOf,
  stepTimes,
  stepValues,
} from '../../../../src/renderer/charts/stepLines.ts';
import { NO_STEPS, type StepPoint } from '../../../../src/renderer/stores/runSteps.ts';
import { epochMetrics } from '../runFixtures.ts';
import { toRows } from './samplePoints.ts';

// 90 images in batches of 20: five steps, the last of 10 images.
const plan = { batchSize: 20, trainCount: 90 };

const point = (epoch: number, step: number, loss: number): StepPoint => ({
  epoch,
  step,
  loss,
  accuracy: 0.5,
  learningRate: 0.01,
  samplesPerSecond: 100,
  memoryBytes: 1e9,
});
const steps = (...live: StepPoint[]) => ({ ...NO_STEPS, live });

it('counts the steps of an epoch', () => {
  expect(stepsOf(plan)).toBe(5);
});

describe('stepLine', () => {
  it('undoes the running means, and closes an epoch with its own mean', () => {
    // 20 images of loss 3, 40 of 1.5, and the last 30 such that all 90 have the mean 2.
    const line = stepLine(
      'loss',
      steps(point(1, 1, 3), point(1, 3, 2), point(2, 2, 1)),
      [epochMetrics(1, { loss: 2 })],
      plan,
    );
    expect(toRows(line)).toEqual([
      { x: 0.2, y: 3 },
      { x: 0.6, y: 1.5 },
      { x: 1, y: 2 },
      { x: 1.4, y: 1 },
    ]);
  });

  it('counts the last step by its images', () => {
    // 80 images of loss 1, then 10 that bring the mean to 2: theirs is 10.
    const line = stepLine('loss', steps(point(1, 4, 1), point(1, 5, 2)), [], plan);
    expect(line.y[1]).toBeCloseTo(10, 12);
  });

  it('joins what was recorded and what came since', () => {
    const recorded = {
      epoch: Uint32Array.of(1),
      step: Uint32Array.of(1),
      loss: Float64Array.of(3),
      accuracy: Float64Array.of(0.5),
      learningRate: Float64Array.of(0.01),
      samplesPerSecond: Float64Array.of(90),
      memoryBytes: Float64Array.of(2e9),
    };
    const both = { ...NO_STEPS, recorded, live: [point(1, 3, 2)] };
    expect([...stepLine('loss', both, [], plan).y]).toEqual([3, 1.5]);
    expect(toRows(stepValues('samplesPerSecond', both, plan))).toEqual([
      { x: 0.2, y: 90 },
      { x: 0.6, y: 100 },
    ]);
  });
});

describe('stepTimes', () => {
  it('are those of a whole batch at the speed of the moment; no speed has none', () => {
    const still = { ...point(1, 3, 1), samplesPerSecond: 0 };
    const [time, ...others] = toRows(stepTimes(steps(point(1, 1, 1), still), plan));
    // 20 images at 100 a second.
    expect(time).toEqual({ x: 0.2, y: 200 });
    expect(others).toEqual([]);
  });
});

describe('stepValues', () => {
  it('leave out a moment that does not know', () => {
    const older = { ...point(1, 1, 1), learningRate: Number.NaN };
    expect(toRows(stepValues('learningRate', steps(older, point(1, 3, 1)), plan))).toEqual([
      { x: 0.6, y: 0.01 },
    ]);
  });
});
