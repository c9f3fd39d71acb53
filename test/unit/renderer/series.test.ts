import { describe, expect, it } from 'vitest';
import {
  countPoints,
  epochRange,
  metricSeries,
  valueRange,
  wholeRange,
} from '../../../src/renderer/charts/series.ts';
import { epochColumns } from '../../../src/shared/model/epochColumns.ts';
import { toColumns, toRows } from './charts/samplePoints.ts';
import { epochMetrics } from './runFixtures.ts';

const first = epochMetrics(1, { loss: 0.6 });
const epochs = epochColumns([first, epochMetrics(2, { loss: 0.5, valLoss: 0.45 })]);

describe('metricSeries', () => {
  it('draws training and validation', () => {
    expect(metricSeries('loss', { epochs, color: '--run-0' })).toEqual([
      {
        id: '/training',
        label: 'Training',
        color: '--run-0',
        tone: 'light',
        points: toColumns([
          { x: 1, y: 0.6 },
          { x: 2, y: 0.5 },
        ]),
      },
      {
        id: '/validation',
        label: 'Validation',
        color: '--run-0',
        tone: 'solid',
        points: toColumns([
          { x: 1, y: 0.3 },
          { x: 2, y: 0.45 },
        ]),
      },
    ]);
  });

  it('names the run where several are drawn', () => {
    const series = metricSeries('accuracy', { epochs, color: '--run-1', name: 'CNN 2' });
    expect(series.map(({ id, label }) => [id, label])).toEqual([
      ['CNN 2/training', 'CNN 2, training'],
      ['CNN 2/validation', 'CNN 2, validation'],
    ]);
    expect(countPoints(series)).toBe(4);
  });
});

it('lets the axis of a running chart stand still', () => {
  const series = metricSeries('loss', { epochs, color: '--run-0' });
  const one = metricSeries('loss', { epochs: epochColumns([first]), color: '--run-0' });
  expect([epochRange(series, 10), epochRange(series, null), epochRange(one, null)]).toEqual([
    { min: 0, max: 10 },
    { min: 1, max: 2 },
    { min: 0, max: 2 },
  ]);
});

it('begins with the run where there are points within epochs, and in steps and time', () => {
  const within = [...metricSeries('loss', { epochs, color: '--run-0' })].map((line) => ({
    ...line,
    points: toColumns([{ x: 0.25, y: 2 }, ...toRows(line.points)]),
  }));
  expect(wholeRange(within, 'epoch', null)).toEqual({ min: 0, max: 2 });
  expect(wholeRange(within, 'time', null)).toEqual({ min: 0, max: 2 });
  expect(wholeRange([], 'step', 500)).toEqual({ min: 0, max: 500 });
});

it('leaves air around values, but shows no loss below 0 and no accuracy above 1', () => {
  const line = (...ys: number[]) => [
    {
      id: 'a',
      label: 'a',
      color: '--run-0',
      tone: 'solid' as const,
      points: toColumns(ys.map((y, x) => ({ x, y }))),
    },
  ];
  expect(valueRange(line(0.01, 1.01), 'loss')).toEqual({ min: 0, max: 1.05 });
  expect(valueRange(line(0.5, 1, Number.NaN), 'accuracy')).toEqual({ min: 0.48, max: 1 });
  expect(valueRange(line(Number.NaN), 'loss')).toBeNull();
  expect(valueRange(line(0.5, 9, 0.6), 'loss', { window: { min: 2, max: 3 } })?.max).toBeLessThan(
    1,
  );
  // Between two points, the line itself counts: 2 to 4 at 0.5 to 1.5.
  const crossing = valueRange(line(1, 3, 5), 'loss', { window: { min: 0.5, max: 1.5 } });
  expect(crossing).toEqual({ min: 1.92, max: 4.08 });
  expect(valueRange(line(50, 100), 'throughput')?.min).toBe(0);
  expect(valueRange(line(0, 0.5, 1), 'accuracy', { log: true })?.min).toBeGreaterThan(0.4);
});
