import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Variation } from '../../../../src/shared/augment/drawVariation.ts';
import { varyImage, type ImageShape } from '../../../../src/shared/augment/varyImage.ts';

const STILL: Variation = {
  mirrorRows: false,
  mirrorColumns: false,
  angle: 0,
  down: 0,
  right: 0,
  erased: null,
};

function varied(pixels: readonly number[], shape: ImageShape, change: Partial<Variation>) {
  const to = new Uint8Array(pixels.length).fill(99);
  varyImage(Uint8Array.from(pixels), to, shape, { ...STILL, ...change });
  return [...to];
}

const LETTERS = [1, 2, 3, 4, 5, 6];

describe('a varied image', () => {
  it('is the image when nothing varies it', () => {
    expect(varied(LETTERS, [2, 3, 1], {})).toEqual(LETTERS);
  });

  it('is mirrored sideways, upside down or both', () => {
    expect(varied(LETTERS, [2, 3, 1], { mirrorColumns: true })).toEqual([3, 2, 1, 6, 5, 4]);
    expect(varied(LETTERS, [2, 3, 1], { mirrorRows: true })).toEqual([4, 5, 6, 1, 2, 3]);
    expect(varied(LETTERS, [2, 3, 1], { mirrorRows: true, mirrorColumns: true })).toEqual([
      6, 5, 4, 3, 2, 1,
    ]);
  });

  it('is moved after it was mirrored, with black coming in', () => {
    expect(varied(LETTERS, [2, 3, 1], { down: 1 })).toEqual([0, 0, 0, 1, 2, 3]);
    expect(varied(LETTERS, [2, 3, 1], { right: -1, mirrorColumns: true })).toEqual([
      2, 1, 0, 5, 4, 0,
    ]);
    expect(varied(LETTERS, [2, 3, 1], { right: 3 })).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('keeps the channels of a pixel together', () => {
    const colours = [1, 2, 3, 4, 5, 6];
    expect(varied(colours, [1, 2, 3], { mirrorColumns: true })).toEqual([4, 5, 6, 1, 2, 3]);
    expect(varied(colours, [1, 2, 3], { right: 1 })).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('is turned clockwise around its middle', () => {
    const square = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const quarter = varied(square, [3, 3, 1], { angle: Math.PI / 2 });
    expect(quarter).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
    expect(varied(square, [3, 3, 1], { angle: Math.PI })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('lies between its pixels when it is turned a little', () => {
    const turned = varied([0, 0, 0, 0, 200, 0, 0, 0, 0], [3, 3, 1], { angle: Math.PI / 8 });
    expect(turned[4]).toBe(200);
    const line = varied([0, 0, 0, 200, 200, 200, 0, 0, 0], [3, 3, 1], { angle: Math.PI / 8 });
    expect(line[5]).toBeLessThan(line[4] ?? 0);
    expect(line[8]).toBeGreaterThan(0);
    expect(line[2]).toBe(0);
  });

  it('is black where it is erased, and nowhere else', () => {
    const erased = { top: 0, left: 1, height: 2, width: 1 };
    expect(varied(LETTERS, [2, 3, 1], { erased })).toEqual([1, 0, 3, 4, 0, 6]);
  });

  it('keeps nothing of what was in the memory before', () => {
    const shift = fc.integer({ min: -6, max: 6 });
    const angle = fc.oneof(fc.constant(0), fc.double({ min: -3, max: 3, noNaN: true }));
    fc.assert(
      fc.property(shift, shift, angle, (down, right, turn) => {
        const change = { down, right, angle: turn };
        const pixels = varied(new Array<number>(24).fill(50), [4, 6, 1], change);
        expect(Math.max(...pixels)).toBeLessThanOrEqual(50);
      }),
    );
  });
});
