import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushed, brushOf, movedBrush } from '../../../../src/renderer/components/compare/brush.ts';
import { compareColumns } from '../../../../src/shared/compare/columns.ts';
import { paretoFront } from '../../../../src/shared/compare/paretoFront.ts';
import { setParam } from '../../../../src/shared/spec/setParam.ts';
import { finishedRun, presetSpec } from './runs.ts';

const base = presetSpec('cnn');
const batches = [32, 64, 128];
const runs = batches.map((size, index) =>
  finishedRun(
    { id: `R${index}`, testAccuracy: 0.9 + index / 100, parameters: 1000 * (index + 1) },
    { spec: setParam(base, 'training.batchSize', size) },
  ),
);

describe('compareColumns', () => {
  it('are the hyperparameters that differ, and the metrics there are', () => {
    const columns = compareColumns(runs);
    const params = columns.filter(({ group }) => group === 'Hyperparameter');
    expect(params.map(({ label, values }) => [label, values])).toEqual([['Batch size', batches]]);
    expect(columns.find(({ key }) => key === 'testAccuracy')?.values).toEqual([90, 91, 92]);
    expect(columns.some(({ key }) => key === 'bytes')).toBe(false);
  });

  it('hold categories where a value is no number', () => {
    const other = finishedRun({}, { spec: setParam(base, 'model', 'other') });
    const column = compareColumns([...runs, other]).find(({ key }) => key === 'model');
    expect(column).toMatchObject({ kind: 'category', values: ['cnn', 'cnn', 'cnn', 'other'] });
  });
});

describe('brushing', () => {
  it('keeps the runs that pass every brush', () => {
    const columns = compareColumns(runs);
    const upper = new Map([['testAccuracy', brushOf(0.4, 1)]]);
    expect(brushed(columns, upper, 3)).toEqual([1, 2]);
    expect(brushed(columns, new Map([...upper, ['parameters', brushOf(0.6, -1)]]), 3)).toEqual([1]);
    expect(brushed(columns, new Map(), 3)).toEqual([0, 1, 2]);
  });

  it('stays on its axis when it is moved', () => {
    expect(movedBrush({ low: 0.5, high: 0.75 }, 0.5)).toEqual({ low: 0.75, high: 1 });
    expect(movedBrush({ low: 0.25, high: 0.5 }, -1)).toEqual({ low: 0, high: 0.25 });
  });
});

describe('paretoFront', () => {
  it('is what no other beats', () => {
    const points = [
      { x: 10, y: 0.9 },
      { x: 5, y: 0.88 },
      { x: 12, y: 0.89 },
      { x: 5, y: 0.87 },
    ];
    expect(paretoFront(points, 'lower', 'higher')).toEqual([1, 0]);
  });

  it('is never beaten, and beats or equals all the rest', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 9 }),
      y: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const front = new Set(paretoFront(points, 'lower', 'higher'));
        expect(front.size).toBeGreaterThan(0);
        points.forEach((one, index) => {
          const beaten = points.some(
            (other) => other.x <= one.x && other.y >= one.y && (other.x < one.x || other.y > one.y),
          );
          expect(front.has(index)).toBe(!beaten);
        });
      }),
    );
  });
});
