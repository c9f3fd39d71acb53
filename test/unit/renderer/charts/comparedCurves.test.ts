import { describe, expect, it } from 'vitest';
import { comparedAxis } from '../../../../src/renderer/charts/comparedAxis.ts';
import { comparedCurves, PLAIN_CURVES } from '../../../../src/renderer/charts/comparedCurves.ts';
import { valueRange, type ChartSeries } from '../../../../src/renderer/charts/series.ts';
import { epochColumns } from '../../../../src/shared/model/epochColumns.ts';
import type { ComparedRun } from '../../../../src/shared/model/run.ts';
import { epochMetrics } from '../runFixtures.ts';
import { finishedRun, presetSpec } from '../compare/runs.ts';
import { toRows } from './samplePoints.ts';

let number = 0;

/** A run of a preset with these validation accuracies, an epoch each. */
function runOf(
  preset: string,
  seed: number,
  accuracies: readonly number[],
  seconds = 10,
): ComparedRun {
  number += 1;
  return finishedRun(
    { id: `R${number}`, number, name: `${preset} · seed ${seed}`, seed },
    {
      spec: { ...presetSpec(preset), seed },
      epochs: epochColumns(
        accuracies.map((valAccuracy, index) => epochMetrics(index + 1, { valAccuracy, seconds })),
      ),
    },
  );
}

const epochs = (runs: readonly ComparedRun[]) => comparedAxis('epoch', runs, () => 60_000);
const points = (line: ChartSeries | undefined) =>
  line && toRows(line.points).map(({ x, y }) => [x, Number(y.toFixed(6))]);

describe('comparedCurves', () => {
  const cnn = [runOf('cnn', 1, [0.8, 0.9]), runOf('cnn', 2, [0.82, 0.94, 0.95])];
  const rnn = runOf('rnn', 1, [0.7, 0.75]);
  const runs = [...cnn, rnn];

  it('draws each run in its own colour, and both lines when asked', () => {
    const lines = comparedCurves('accuracy', runs, PLAIN_CURVES, epochs(runs));
    expect(lines.map(({ label }) => label)).toEqual([
      'cnn · seed 1',
      'cnn · seed 2',
      'rnn · seed 1',
    ]);
    expect(new Set(lines.map(({ color }) => color)).size).toBe(3);
    const both = comparedCurves('accuracy', runs, { ...PLAIN_CURVES, kind: 'both' }, epochs(runs));
    expect(both).toHaveLength(6);
  });

  it('draws a spec’s mean over its seeds as far as all reach, with its spread', () => {
    const means = { ...PLAIN_CURVES, lines: 'means' } as const;
    const [first, second] = comparedCurves('accuracy', runs, means, epochs(runs));
    expect(first?.label).toBe('cnn (mean of 2)');
    expect(points(first)).toEqual([
      [1, 0.81],
      [2, 0.92],
    ]);
    expect(first?.band?.[1]?.low).toBeCloseTo(0.92 - Math.SQRT2 * 0.02, 12);
    expect(first?.band?.[1]?.high).toBeCloseTo(0.92 + Math.SQRT2 * 0.02, 12);
    expect(second?.label).toBe('rnn · seed 1');
    expect(second?.band).toBeUndefined();
    const [range] = comparedCurves('accuracy', runs, { ...means, band: 'range' }, epochs(runs));
    expect(range?.band?.[1]).toMatchObject({ low: 0.9, high: 0.94 });
    const [bare] = comparedCurves('accuracy', runs, { ...means, band: 'none' }, epochs(runs));
    expect(bare?.band).toBeUndefined();
  });

  it('takes the baseline off at the same x, as far as it reaches', () => {
    const less = { ...PLAIN_CURVES, difference: true };
    const lines = comparedCurves('accuracy', runs, less, epochs(runs));
    expect(lines.map(points)).toEqual([
      [
        [1, 0],
        [2, 0],
      ],
      [
        [1, 0.02],
        [2, 0.04],
      ],
      [
        [1, -0.1],
        [2, -0.15],
      ],
    ]);
    expect(valueRange(lines, 'accuracyDifference')?.min).toBeLessThan(-0.15);
  });

  it('lays runs over each other by steps and by time', () => {
    const fast = runOf('rnn', 3, [0.5, 0.6], 30);
    const pair = [fast, runOf('rnn', 4, [0.5, 0.6], 60)];
    const time = comparedAxis('time', pair, () => 60_000);
    expect(time.label).toBe('Training time (s)');
    const [first, second] = comparedCurves('accuracy', pair, PLAIN_CURVES, time);
    expect(points(first)?.map(([x]) => x)).toEqual([30, 60]);
    expect(points(second)?.map(([x]) => x)).toEqual([60, 120]);
    // Between its own moments the baseline is read off its line.
    const [, later] = comparedCurves('accuracy', pair, { ...PLAIN_CURVES, difference: true }, time);
    expect(points(later)).toEqual([[60, -0.1]]);
    const step = comparedAxis('step', pair, () => 60_000);
    expect(step.at(fast, 1)).toBe(Math.ceil(48_000 / fast.spec.training.batchSize));
  });

  it('gives the mean of lines by time a mean time', () => {
    const pair = [runOf('rnn', 3, [0.5], 30), runOf('rnn', 4, [0.7], 60)];
    const time = comparedAxis('time', pair, () => 60_000);
    const [mean] = comparedCurves('accuracy', pair, { ...PLAIN_CURVES, lines: 'means' }, time);
    expect(points(mean)).toEqual([[45, 0.6]]);
  });
});
