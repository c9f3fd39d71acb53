import { describe, expect, it } from 'vitest';
import { median, quantile } from '../../../../src/shared/stats/quantile.ts';

describe('quantile', () => {
  it('lies between neighbours in proportion, whatever the order', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([
      1, 1.75, 2.5, 3.7, 4,
    ]);
  });

  it('has the middle of odd and even numbers, and none of none', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7]);
    expect(median([])).toBeNaN();
  });

  it('leaves what it is given as it is', () => {
    const given = [3, 1, 2];
    median(given);
    expect(given).toEqual([3, 1, 2]);
  });
});
