import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../../../src/shared/stats/holm.ts';
import { REFERENCE } from './reference.ts';

const pValue = fc.double({ min: 0, max: 1, noNaN: true });

describe('holm', () => {
  it('corrects a textbook’s four tests', () => {
    const corrected = holm([0.01, 0.04, 0.03, 0.005]);
    expect(corrected.map((p) => Number(p.toFixed(12)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  it.each(REFERENCE.holm)('$given, as statsmodels has it', ({ given, corrected }) => {
    holm(given).forEach((p, index) => expect(p).toBeCloseTo(corrected[index] ?? NaN, 12));
  });

  it('lies between the plain values and Bonferroni’s, in the same order', () => {
    fc.assert(
      fc.property(fc.array(pValue, { maxLength: 30 }), (given) => {
        const corrected = holm(given);
        given.forEach((p, index) => {
          const ours = corrected[index] ?? NaN;
          expect(ours).toBeGreaterThanOrEqual(p);
          expect(ours).toBeLessThanOrEqual(Math.min(1, p * given.length));
          given.forEach((other, place) => {
            if (other > p) expect(corrected[place]).toBeGreaterThanOrEqual(ours);
          });
        });
      }),
    );
  });

  it('leaves a single test as it is, and has nothing to say of none', () => {
    expect(holm([0.2])).toEqual([0.2]);
    expect(holm([])).toEqual([]);
  });
});
