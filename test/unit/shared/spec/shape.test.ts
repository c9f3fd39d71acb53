import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatShape, sizeOf, slide } from '../../../../src/shared/spec/shape.ts';

describe('shapes', () => {
  it('have a size and a way to be written', () => {
    expect([sizeOf([28, 28, 1]), sizeOf([]), formatShape([28, 28, 1])]).toEqual([
      784,
      1,
      '28 × 28 × 1',
    ]);
  });
});

describe('slide', () => {
  it('counts the places of a window, as one that is slid by hand', () => {
    const sizes = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(sizes, sizes, fc.integer({ min: 1, max: 5 }), (length, window, stride) => {
        let places = 0;
        for (let start = 0; start + window <= length; start += stride) places += 1;
        expect(Math.max(0, slide(length, window, stride, 'valid'))).toBe(places);
        expect(slide(length, window, stride, 'same')).toBe(Math.ceil(length / stride));
      }),
    );
  });
});
