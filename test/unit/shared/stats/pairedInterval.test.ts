import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedDifferenceInterval } from '../../../../src/shared/stats/pairedInterval.ts';
import { REFERENCE } from './reference.ts';

const Z_90 = 1.6448536269514722;

const counts = fc
  .record({
    bothRight: fc.nat({ max: 9_000 }),
    onlyA: fc.nat({ max: 600 }),
    onlyB: fc.nat({ max: 600 }),
    bothWrong: fc.nat({ max: 900 }),
  })
  .filter((row) => Object.values(row).some((count) => count > 0));

describe('pairedDifferenceInterval', () => {
  it.each([
    // Fagerland, Lydersen, Laake, "Recommended tests and confidence intervals for paired binomial
    // proportions", Statistics in Medicine 33 (2014): −0.517 to −0.026 for A minus B.
    [{ bothRight: 1, onlyA: 1, onlyB: 7, bothWrong: 12 }, 0.026, 0.517, 3],
    // Their R package "contingencytables", its own tests: −0.1240 to −0.0054.
    [{ bothRight: 59, onlyA: 6, onlyB: 16, bothWrong: 80 }, 0.0054, 0.124, 4],
  ])('%o, as published', (table, low, high, digits) => {
    const interval = pairedDifferenceInterval(table);
    expect(interval.low).toBeCloseTo(low, digits);
    expect(interval.high).toBeCloseTo(high, digits);
  });

  it('has the 90 % interval that R’s PropCIs gives', () => {
    const table = { bothRight: 565, onlyA: 25, onlyB: 28, bothWrong: 0 };
    const { low, high } = pairedDifferenceInterval(table, Z_90);
    expect(low).toBeCloseTo(-0.0148, 4);
    expect(high).toBeCloseTo(0.0247, 4);
  });

  it.each(REFERENCE.tango)(
    '$onlyA and $onlyB of $total, as the likelihood maximised by SciPy has it',
    ({ onlyA, onlyB, total, interval }) => {
      const table = { bothRight: total - onlyA - onlyB, onlyA, onlyB, bothWrong: 0 };
      const { low, high } = pairedDifferenceInterval(table);
      expect(low).toBeCloseTo(interval[0], 7);
      expect(high).toBeCloseTo(interval[1], 7);
    },
  );

  it('holds the difference, lies in −1 to 1, and turns round with A and B', () => {
    fc.assert(
      fc.property(counts, (table) => {
        const { low, high } = pairedDifferenceInterval(table);
        const total = table.bothRight + table.onlyA + table.onlyB + table.bothWrong;
        const difference = (table.onlyB - table.onlyA) / total;
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(difference + 1e-12);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
        const turned = pairedDifferenceInterval({
          ...table,
          onlyA: table.onlyB,
          onlyB: table.onlyA,
        });
        expect(turned.low).toBeCloseTo(-high, 9);
        expect(turned.high).toBeCloseTo(-low, 9);
      }),
    );
  });

  it('leaves zero out just when McNemar’s statistic passes its 5 % point', () => {
    fc.assert(
      fc.property(counts, (table) => {
        const discordant = table.onlyA + table.onlyB;
        fc.pre(discordant > 0);
        const statistic = (table.onlyB - table.onlyA) ** 2 / discordant;
        fc.pre(Math.abs(statistic - 3.841458820694124) > 1e-6);
        const { low, high } = pairedDifferenceInterval(table);
        expect(low > 0 || high < 0).toBe(statistic > 3.841458820694124);
      }),
    );
  });
});
