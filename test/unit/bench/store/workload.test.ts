import { describe, expect, it } from 'vitest';
import { metricValue, sharesOf, someRuns, workloadOf } from '../../../../bench/store/workload.ts';

describe('workloadOf', () => {
  it('divides values among runs, four an epoch', () => {
    expect(workloadOf(10_000, 1_000_000)).toEqual({ runs: 10_000, epochs: 25 });
  });

  it.each([
    [0, 1000],
    [Number.NaN, 1000],
    [10_000, 10_000],
    [3, 1000],
  ])('refuses %d runs of %d values', (runs, values) => {
    expect(() => workloadOf(runs, values)).toThrow(/do not fill/);
  });
});

describe('sharesOf', () => {
  it('covers every run once, in order', () => {
    const shares = sharesOf(103, 10);
    const runs = shares.flatMap(({ from, count }) =>
      Array.from({ length: count }, (_, index) => from + index),
    );
    expect(runs).toEqual(Array.from({ length: 103 }, (_, index) => index + 1));
    expect(shares).toHaveLength(10);
  });
});

describe('metricValue', () => {
  it('is between 0 and 1 and orders ten thousand runs without ties', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => metricValue(index + 1, 25, 3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(new Set(values).size).toBe(10_000);
  });
});

describe('someRuns', () => {
  it('takes runs from all over the table, and no more than there are', () => {
    expect(someRuns({ runs: 100, epochs: 1 }, 4)).toEqual([1, 26, 51, 76]);
    expect(someRuns({ runs: 2, epochs: 1 }, 50)).toEqual([1, 2]);
  });
});
