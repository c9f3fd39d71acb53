import { describe, expect, it } from 'vitest';
import { ratioOf, spreadOf } from '../../../bench/statistics.ts';

describe('spreadOf', () => {
  it('gives median and extremes', () => {
    expect(spreadOf([3, 1, 10])).toEqual({ median: 3, min: 1, max: 10 });
    expect(spreadOf([1, 2, 4, 8]).median).toBe(3);
  });
});

describe('ratioOf', () => {
  it('compares round with round, so that a slow round slows both', () => {
    expect(ratioOf([20, 200, 60], [10, 100, 20])).toEqual({ median: 2, min: 2, max: 3 });
  });

  it('has no figure where a round of ours is missing', () => {
    expect(ratioOf([20, 30], [10]).max).toBeNaN();
  });
});
