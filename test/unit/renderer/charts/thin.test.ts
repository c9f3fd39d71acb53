import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinPoints } from '../../../../src/renderer/charts/thin.ts';

/** A noisy line of 100,000 points with one peak and one dip. */
const long = Array.from({ length: 100_000 }, (_, x) => ({ x, y: Math.sin(x) }));
long[31_337] = { x: 31_337, y: 50 };
long[77_777] = { x: 77_777, y: -50 };
const whole = { min: 0, max: 99_999 };

describe('thinPoints', () => {
  it('keeps the ends and the extremes of a long line, in few points and in order', () => {
    const thin = thinPoints(long, whole, 400);
    expect(thin.length).toBeLessThanOrEqual(4 * 401);
    expect(thin).toContainEqual(long[31_337]);
    expect(thin).toContainEqual(long[77_777]);
    expect([thin[0], thin.at(-1)]).toEqual([long[0], long.at(-1)]);
    expect(thin.every(({ x }, index) => index === 0 || x > (thin[index - 1]?.x ?? 0))).toBe(true);
  });

  it('leaves the data as it is, and a short line too', () => {
    const before = long.length;
    thinPoints(long, whole, 10);
    expect(long).toHaveLength(before);
    const short = long.slice(0, 50);
    expect(thinPoints(short, whole, 400)).toBe(short);
    expect(thinPoints([], whole, 400)).toEqual([]);
  });

  it('shows every point again when zoomed in, and one beyond on either side', () => {
    const thin = thinPoints(long, { min: 1000, max: 1010 }, 400);
    expect(thin.map(({ x }) => x)).toEqual([
      999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011,
    ]);
  });

  it('draws smoothed values, and keeps the raw ones behind them', () => {
    const smooth = Float64Array.from(long, (_, index) => (index === 500 ? 9 : 0));
    const thin = thinPoints(long, whole, 400, smooth);
    expect(thin).toContainEqual({ x: 500, y: 9, raw: Math.sin(500) });
    expect(thinPoints(long.slice(0, 2), whole, 400, smooth)).toEqual([
      { x: 0, y: 0, raw: 0 },
      { x: 1, y: 0, raw: Math.sin(1) },
    ]);
  });

  it('never loses the lowest or the highest value of what is shown', () => {
    const ys = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 500,
    });
    fc.assert(
      fc.property(ys, fc.integer({ min: 1, max: 20 }), (values, columns) => {
        const points = values.map((y, x) => ({ x, y }));
        const thin = thinPoints(points, { min: 0, max: values.length - 1 }, columns);
        const kept = thin.map(({ y }) => y);
        expect(Math.max(...kept)).toBe(Math.max(...values));
        expect(Math.min(...kept)).toBe(Math.min(...values));
      }),
    );
  });
});
