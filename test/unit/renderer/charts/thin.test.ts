import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinPoints } from '../../../../src/renderer/charts/thin.ts';
import { toColumns, toRows, type SamplePoint } from './samplePoints.ts';

/** A noisy line of 100,000 points with one peak and one dip. */
const long = Array.from({ length: 100_000 }, (_, x) => ({ x, y: Math.sin(x) }));
long[31_337] = { x: 31_337, y: 50 };
long[77_777] = { x: 77_777, y: -50 };
const whole = { min: 0, max: 99_999 };

const line = toColumns(long);

describe('thinPoints', () => {
  it('keeps the ends and the extremes of a long line, in few points and in order', () => {
    const thin = toRows(thinPoints(line, whole, 400));
    expect(thin.length).toBeLessThanOrEqual(4 * 401);
    expect(thin).toContainEqual(long[31_337]);
    expect(thin).toContainEqual(long[77_777]);
    expect([thin[0], thin.at(-1)]).toEqual([long[0], long.at(-1)]);
    expect(thin.every(({ x }, index) => index === 0 || x > (thin[index - 1]?.x ?? 0))).toBe(true);
  });

  it('leaves the data as it is, and a short line too', () => {
    const before = line.y.slice();
    thinPoints(line, whole, 10);
    expect(line.y).toEqual(before);
    const short = long.slice(0, 50);
    expect(toRows(thinPoints(toColumns(short), whole, 400))).toEqual(short);
    expect(toRows(thinPoints(toColumns([]), whole, 400))).toEqual([]);
  });

  it('shows every point again when zoomed in, and one beyond on either side', () => {
    const thin = thinPoints(line, { min: 1000, max: 1010 }, 400);
    expect([...thin.x]).toEqual([
      999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011,
    ]);
  });

  it('draws smoothed values, and keeps the raw ones behind them', () => {
    const smooth = Float64Array.from(long, (_, index) => (index === 500 ? 9 : 0));
    const thin = toRows(thinPoints(line, whole, 400, smooth));
    expect(thin).toContainEqual({ x: 500, y: 9, raw: Math.sin(500) });
    const few = toColumns(long.slice(0, 2));
    expect(toRows(thinPoints(few, whole, 400, smooth.subarray(0, 2)))).toEqual([
      { x: 0, y: 0, raw: 0 },
      { x: 1, y: 0, raw: Math.sin(1) },
    ]);
  });

  const lines = fc
    .array(
      fc.record({
        step: fc.double({ min: 0, max: 3, noNaN: true }),
        y: fc.oneof(
          { weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
          { weight: 1, arbitrary: fc.constant(Number.NaN) },
        ),
      }),
      { minLength: 1, maxLength: 500 },
    )
    .map((steps) => {
      let x = 0;
      return steps.map(({ step, y }) => ({ x: (x += step), y }));
    });

  it('never loses the lowest or the highest value of a column, nor where it begins and ends', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 20 }), (rows, columns) => {
        const window = { min: 0, max: rows.at(-1)?.x || 1 };
        const columnOf = ({ x }: SamplePoint) => Math.floor(x * (columns / window.max));
        const facts = (points: readonly SamplePoint[]) =>
          [...new Set(points.map(columnOf))].map((column) => {
            const own = points.filter((point) => columnOf(point) === column);
            const values = own.map(({ y }) => y).filter((y) => !Number.isNaN(y));
            return [column, own[0], own.at(-1), Math.min(...values), Math.max(...values)];
          });
        expect(facts(toRows(thinPoints(toColumns(rows), window, columns)))).toEqual(facts(rows));
      }),
    );
  });

  it('gives only points of the line, each once and in their order', () => {
    const part = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(lines, part, fc.integer({ min: 1, max: 20 }), (rows, ends, columns) => {
        const last = rows.at(-1)?.x ?? 0;
        const window = { min: Math.min(...ends) * last, max: Math.max(...ends) * last };
        const places = Float64Array.from(rows, (_, index) => index);
        const { raw } = thinPoints(
          { ...toColumns(rows), y: places },
          window,
          columns,
          toColumns(rows).y,
        );
        const kept = [...(raw ?? [])];
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        const within = [...places].filter((index) => {
          const x = rows[index]?.x ?? Number.NaN;
          return x >= window.min && x <= window.max;
        });
        // Where there are few, all are drawn.
        if (rows.length <= 4 * columns) expect(kept).toEqual(expect.arrayContaining(within));
      }),
    );
  });
});
