import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logFairTail } from '../../../../src/shared/stats/fairBinomial.ts';
import { mcnemarMidP } from '../../../../src/shared/stats/mcnemar.ts';
import { REFERENCE, relativeError } from './reference.ts';

const count = fc.nat({ max: 5_000 });

describe('mcnemarMidP', () => {
  it.each([
    // Fagerland, Lydersen, Laake (2013), table 1 (Bentur et al.): mid-p 0.039.
    [1, 7, 0.0391],
    // The same authors' R package "contingencytables", its own tests (Cavo et al.): 0.034690.
    [6, 16, 0.03469],
  ])('%i and %i, as published', (onlyA, onlyB, p) => {
    expect(mcnemarMidP(onlyA, onlyB)).toBeCloseTo(p, 4);
  });

  it.each(REFERENCE.midP)('$onlyA and $onlyB, as SciPy has it', ({ onlyA, onlyB, p }) => {
    expect(relativeError(mcnemarMidP(onlyA, onlyB), p)).toBeLessThan(1e-9);
  });

  it('is 1 when the two never differ', () => {
    expect(mcnemarMidP(0, 0)).toBe(1);
  });

  it('does not mind which is called A, stays in 0–1, and falls as the counts part', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const p = mcnemarMidP(a, b);
        expect(mcnemarMidP(b, a)).toBe(p);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        const [fewer, more] = a < b ? [a, b] : [b, a];
        if (fewer > 0) expect(mcnemarMidP(fewer - 1, more + 1)).toBeLessThanOrEqual(p);
      }),
    );
  });
});

describe('logFairTail', () => {
  it('tells tails that no double holds', () => {
    expect(logFairTail(0, 10_000)).toBeCloseTo(-10_000 * Math.LN2, 8);
  });

  it('is one half at the middle of an odd number of throws', () => {
    fc.assert(
      fc.property(count, (half) => {
        expect(Math.exp(logFairTail(half, 2 * half + 1))).toBeCloseTo(0.5, 9);
      }),
    );
  });
});
