import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from '../../../../src/shared/stats/logGamma.ts';
import { studentCritical, studentTwoSided } from '../../../../src/shared/stats/studentT.ts';
import { pairedTTest, summarizeSample, welchTest } from '../../../../src/shared/stats/tTests.ts';
import { REFERENCE, relativeError } from './reference.ts';

/** Student's own data of 1908: extra hours of sleep with two drugs, the same ten patients. */
const SLEEP = {
  first: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  second: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
};

describe('the special functions', () => {
  it.each(REFERENCE.logGamma)('log Γ($x)', ({ x, value }) => {
    expect(relativeError(logGamma(x), value, 1)).toBeLessThan(1e-14);
  });

  it.each(REFERENCE.student)('two sides of t = $t at $freedom', ({ t, freedom, p }) => {
    expect(relativeError(studentTwoSided(t, freedom), p)).toBeLessThan(1e-10);
  });

  it.each(REFERENCE.critical)('5 % point at $freedom', ({ freedom, value }) => {
    expect(relativeError(studentCritical(0.05, freedom), value)).toBeLessThan(1e-10);
  });
});

describe('t tests', () => {
  it('Welch’s of the sleep data, as R’s manual of t.test prints it', () => {
    const test = welchTest(SLEEP.first, SLEEP.second);
    expect(test?.t).toBeCloseTo(1.8608, 4);
    expect(test?.freedom).toBeCloseTo(17.776, 3);
    expect(test?.p).toBeCloseTo(0.07939, 5);
    expect(test?.interval.low).toBeCloseTo(-0.2054832, 6);
    expect(test?.interval.high).toBeCloseTo(3.3654832, 6);
  });

  it('the paired one of the sleep data, as R’s manual prints it', () => {
    const test = pairedTTest(SLEEP.first, SLEEP.second);
    expect(test?.t).toBeCloseTo(4.0621, 4);
    expect(test?.p).toBeCloseTo(0.002833, 6);
    expect(test?.interval.low).toBeCloseTo(0.7001142, 6);
    expect(test?.interval.high).toBeCloseTo(2.4598858, 6);
  });

  it.each(REFERENCE.tTests)('$first against $second', ({ first, second, welch, paired }) => {
    const both = [
      [welchTest(first, second), welch],
      ...(paired ? [[pairedTTest(first, second), paired] as const] : []),
    ] as const;
    for (const [test, expected] of both) {
      expect(test).not.toBeNull();
      if (!test) continue;
      expect(relativeError(test.t, expected.t)).toBeLessThan(1e-9);
      expect(relativeError(test.freedom, expected.freedom)).toBeLessThan(1e-9);
      expect(relativeError(test.p, expected.p)).toBeLessThan(1e-8);
      expect(test.interval.low).toBeCloseTo(expected.low, 9);
      expect(test.interval.high).toBeCloseTo(expected.high, 9);
    }
  });

  it('say nothing where there is nothing to say', () => {
    expect(welchTest([0.9], [0.91, 0.92])).toBeNull();
    expect(welchTest([0.9, 0.9], [0.9, 0.9])).toBeNull();
    expect(pairedTTest([0.5, 0.75], [0.75, 1])).toBeNull();
    expect(() => pairedTTest([1, 2], [1])).toThrow(RangeError);
    expect(summarizeSample([0.9])).toEqual({ count: 1, mean: 0.9, sd: null, interval: null });
  });

  it('leave zero out of the interval just when p is below 0.05', () => {
    const sample = fc.array(fc.double({ min: 0.8, max: 1, noNaN: true }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const test = welchTest(first, second);
        if (!test || Math.abs(test.p - 0.05) < 1e-6) return;
        expect(test.interval.low > 0 || test.interval.high < 0).toBe(test.p < 0.05);
      }),
    );
  });
});
