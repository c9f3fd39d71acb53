import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothValues } from '../../../../src/renderer/charts/smooth.ts';
import { toColumns } from './samplePoints.ts';

const line = (...points: readonly (readonly [number, number])[]) =>
  toColumns(points.map(([x, y]) => ({ x, y })));

describe('smoothValues', () => {
  it('agrees with values computed by hand, evenly spaced: TensorBoard’s', () => {
    // w = 0.5: 4; (0.5·4 + 8) / 1.5; (0.5·10 + 2) / 1.75
    expect([...smoothValues(line([1, 4], [2, 8], [3, 2]), 0.5)]).toEqual([4, 10 / 1.5, 7 / 1.75]);
  });

  it('lets what is far away count for less', () => {
    // Mean distance 2: a = 0.25^(1/2) = 0.5, then 0.25^(3/2) = 0.125.
    const [, second, third] = smoothValues(line([0, 4], [1, 8], [4, 2]), 0.25);
    expect(second).toBeCloseTo((0.5 * 4 + 8) / 1.5, 12);
    expect(third).toBeCloseTo((0.125 * 10 + 2) / (0.125 * 1.5 + 1), 12);
  });

  it('leaves a line alone at 0, and a point that is no number', () => {
    expect([...smoothValues(line([1, 4], [2, 8]), 0)]).toEqual([4, 8]);
    const [, hole, after] = smoothValues(line([1, 4], [2, Number.NaN], [3, 4]), 0.9);
    expect([hole, after]).toEqual([Number.NaN, 4]);
  });

  it('never leaves the range of its values, and keeps a constant', () => {
    const ys = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(ys, fc.double({ min: 0, max: 0.99, noNaN: true }), (values, weight) => {
        const smooth = smoothValues(toColumns(values.map((y, x) => ({ x, y }))), weight);
        expect(smooth).toHaveLength(values.length);
        for (const y of smooth) {
          expect(y).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
          expect(y).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        }
        const flat = smoothValues(toColumns(values.map((_, x) => ({ x, y: 7 }))), weight);
        for (const y of flat) expect(y).toBeCloseTo(7, 9);
      }),
    );
  });
});
