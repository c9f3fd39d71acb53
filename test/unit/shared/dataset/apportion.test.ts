import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../../../src/shared/dataset/apportion.ts';

const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0);

describe('apportion', () => {
  it.each([
    [12_000, new Array<number>(10).fill(6000), new Array<number>(10).fill(1200)],
    // 10 × 5/11, 10 × 4/11 and 10 × 2/11 are 4.55, 3.64 and 1.82: both spare ones go to the largest rests.
    [10, [5, 4, 2], [4, 4, 2]],
    // Equal remainders: the earlier place gets the spare one.
    [1, [1, 1, 1], [1, 0, 0]],
    [0, [3, 0], [0, 0]],
    [3, [3, 0], [3, 0]],
    [0, [], []],
  ])('shares %i among %j', (total, weights, shares) => {
    expect(apportion(total, weights)).toEqual(shares);
  });

  it('sums to the total, stays within one of the exact share and gives nobody too much', () => {
    const cases = fc
      .array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 12 })
      .chain((weights) => fc.tuple(fc.constant(weights), fc.nat({ max: sum(weights) })));
    fc.assert(
      fc.property(cases, ([weights, total]) => {
        const shares = apportion(total, weights);
        expect(sum(shares)).toBe(total);
        weights.forEach((weight, index) => {
          const share = shares[index] ?? Number.NaN;
          expect(share).toBeLessThanOrEqual(weight);
          if (sum(weights) === 0) return;
          expect(Math.abs(share - (total * weight) / sum(weights))).toBeLessThan(1);
        });
      }),
    );
  });

  it('refuses to share out more than there is', () => {
    expect(() => apportion(4, [1, 2])).toThrow(RangeError);
  });
});
