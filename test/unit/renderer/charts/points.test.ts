import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filterPoints,
  mergePoints,
  nearestIndex,
  valueAt,
} from '../../../../src/renderer/charts/points.ts';
import { toColumns, toRows } from './samplePoints.ts';

const at = (...xs: readonly number[]) => toColumns(xs.map((x) => ({ x, y: 10 * x })));

it('finds the nearest point by x', () => {
  const points = at(1, 2, 5);
  expect([0, 1.4, 1.6, 3.4, 3.6, 9].map((x) => nearestIndex(points, x))).toEqual([
    0, 0, 1, 1, 2, 2,
  ]);
  expect(nearestIndex(at(), 1)).toBe(-1);
});

it('reads a line between its points, at a lone point, and nowhere beyond', () => {
  const points = at(1, 2, 5);
  expect([1, 1.5, 3, 5].map((x) => valueAt(points, x))).toEqual([10, 15, 30, 50]);
  expect([0, 6].map((x) => valueAt(points, x))).toEqual([Number.NaN, Number.NaN]);
  expect(valueAt(at(3), 3)).toBe(30);
  expect(valueAt(at(), 3)).toBeNaN();
});

it('keeps what is wanted', () => {
  expect(toRows(filterPoints(at(1, 2, 3), (x, y) => x > 1 && y < 30))).toEqual([{ x: 2, y: 20 }]);
});

describe('mergePoints', () => {
  it('puts the first line’s point first where both have one', () => {
    const other = toColumns([
      { x: 1, y: 7 },
      { x: 3, y: 8 },
    ]);
    expect(toRows(mergePoints(at(1, 2), other))).toEqual([
      { x: 1, y: 10 },
      { x: 1, y: 7 },
      { x: 2, y: 20 },
      { x: 3, y: 8 },
    ]);
  });

  it('has all points of both, by growing x', () => {
    const xs = fc.array(fc.integer({ min: 0, max: 30 })).map((own) => own.sort((a, b) => a - b));
    fc.assert(
      fc.property(xs, xs, (left, right) => {
        const merged = toRows(mergePoints(at(...left), at(...right)));
        const wanted = [...left, ...right].sort((a, b) => a - b);
        expect(merged).toEqual(toRows(at(...wanted)));
      }),
    );
  });
});
