import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../../src/shared/stats/wilson.ts';
import { REFERENCE } from './reference.ts';

describe('wilsonInterval', () => {
  it.each([
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it.each(REFERENCE.wilson)('$right of $total, as statsmodels has it', (row) => {
    const { low, high } = wilsonInterval(row.right, row.total);
    expect(low).toBeCloseTo(row.interval[0], 12);
    expect(high).toBeCloseTo(row.interval[1], 12);
  });

  it('lies in 0–1 and holds the proportion', () => {
    const cases = fc
      .integer({ min: 1, max: 10_000 })
      .chain((trials) => fc.tuple(fc.nat({ max: trials }), fc.constant(trials)));
    fc.assert(
      fc.property(cases, ([successes, trials]) => {
        const { low, high } = wilsonInterval(successes, trials);
        const share = successes / trials;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      }),
    );
  });
});
