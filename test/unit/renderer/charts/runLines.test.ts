import { describe, expect, it } from 'vitest';
import { runAxis } from '../../../../src/renderer/charts/axis.ts';
import { placeLines, runLines } from '../../../../src/renderer/charts/runLines.ts';
import { NO_STEPS, type StepPoint } from '../../../../src/renderer/stores/runSteps.ts';
import { aRun, epochMetrics } from '../runFixtures.ts';
import { toRows } from './samplePoints.ts';

const point = (epoch: number, step: number, learningRate: number): StepPoint => ({
  epoch,
  step,
  loss: 1,
  accuracy: 0.5,
  learningRate,
  samplesPerSecond: 100,
  memoryBytes: 1e9,
});
const epochs = [1, 2].map((epoch) =>
  epochMetrics(epoch, { learningRate: 0.5 / epoch, seconds: 8 }),
);
const source = {
  detail: { epochs, summary: aRun() },
  steps: { ...NO_STEPS, live: [point(1, 1, 0.9), point(1, 4, 0.6), point(2, 2, 0.3)] },
  plan: { batchSize: 10, trainCount: 40 },
};

describe('runLines', () => {
  it('joins the learning rates within epochs and those of their ends, each moment once', () => {
    const [rate] = runLines(source).learningRate;
    expect(rate && toRows(rate.points)).toEqual([
      { x: 0.25, y: 0.9 },
      { x: 1, y: 0.5 },
      { x: 1.5, y: 0.3 },
      { x: 2, y: 0.25 },
    ]);
  });

  it('draws a metric within epochs, where any was recorded, and at their ends', () => {
    const labels = (lines: readonly { label: string }[]) => lines.map(({ label }) => label);
    expect(labels(runLines(source).loss)).toEqual(['Steps', 'Training', 'Validation']);
    const bare = runLines({ ...source, steps: NO_STEPS });
    expect(labels(bare.accuracy)).toEqual(['Training', 'Validation']);
  });

  it('places every chart on the axis, with the values as they were', () => {
    const axis = (kind: 'epoch' | 'step' | 'time') =>
      runAxis(kind, { epochs, stepsPerEpoch: 4, secondsPerEpoch: 8 });
    const lines = runLines(source);
    const xs = (kind: 'epoch' | 'step' | 'time') =>
      placeLines(lines, axis(kind)).memory.map(({ points }) => [...points.x]);
    expect(xs('epoch')).toEqual([[0.25, 1, 1.5]]);
    expect(xs('step')).toEqual([[1, 4, 6]]);
    expect(xs('time')).toEqual([[2, 8, 12]]);
    const placed = placeLines(lines, axis('time'));
    for (const metric of ['loss', 'accuracy', 'learningRate', 'stepTime'] as const) {
      expect(placed[metric].map((line) => line.points.y)).toEqual(
        lines[metric].map((line) => line.points.y),
      );
    }
  });
});
