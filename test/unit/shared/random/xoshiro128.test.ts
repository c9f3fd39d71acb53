import { describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../../src/shared/random/xoshiro128.ts';

describe('xoshiro128', () => {
  it("gives the sequence of the authors' C program from the state 1, 2, 3, 4", () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('refuses the one state it could not leave', () => {
    expect(() => xoshiro128([0, 0, 0, 0])).toThrow(RangeError);
  });
});
