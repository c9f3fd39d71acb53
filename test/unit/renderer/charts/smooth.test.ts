import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartPoint } from '../../../../src/renderer/charts/series.ts';
import { smoothPoints } from '../../../../src/renderer/charts/smooth.ts';

const line = (...points: readonly (readonly [number, number])[]): ChartPoint[] =>
  points.map(([x, y]) => ({ x, y }));

describe('smoothPoints', () => {
  it('agrees with values computed by hand, evenly spaced: TensorBoard’s', () => {
    // w = 0.5: 4; (0.5·4 + 8) / 1.5; (0.5·10 + 2) / 1.75
    expect(smoothPoints(line([1, 4], [2, 8], [3, 2]), 0.5)).toEqual([
      { x: 1, y: 4, raw: 4 },
      { x: 2, y: 10 / 1.5, raw: 8 },
      { x: 3, y: 7 / 1.75, raw: 2 },
    ]);
  });

  it('lets what is far away count for less', () => {
    // Mean distance 2: a = 0.25^(1/2) = 0.5, then 0.25^(3/2) = 0.125.
    const [, second, third] = smoothPoints(line([0, 4], [1, 8], [4, 2]), 0.25);
    expect(second?.y).toBeCloseTo((0.5 * 4 + 8) / 1.5, 12);
    expect(third?.y).toBeCloseTo((0.125 * 10 + 2) / (0.125 * 1.5 + 1), 12);
  });

  it('leaves a line alone at 0, and a point that is no number', () => {
    const points = line([1, 4], [2, 8]);
    expect(smoothPoints(points, 0)).toBe(points);
    const [, hole, after] = smoothPoints(line([1, 4], [2, Number.NaN], [3, 4]), 0.9);
    expect([hole?.y, after?.y]).toEqual([Number.NaN, 4]);
  });

  it('never leaves the range of its values, and keeps a constant', () => {
    const ys = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(ys, fc.double({ min: 0, max: 0.99, noNaN: true }), (values, weight) => {
        const smooth = smoothPoints(
          values.map((y, x) => ({ x, y })),
          weight,
        );
        expect(smooth).toHaveLength(values.length);
        for (const { y } of smooth) {
          expect(y).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
          expect(y).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        }
        const flat = smoothPoints(
          values.map((_, x) => ({ x, y: 7 })),
          weight,
        );
        for (const { y } of flat) expect(y).toBeCloseTo(7, 9);
      }),
    );
  });
});
