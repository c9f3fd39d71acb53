import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../src/importer/folder/decodePicture.ts';
import { fitPicture } from '../../../src/importer/folder/fitPicture.ts';

const png = (data: readonly number[], channels: number, depth: 8 | 16 = 8): Uint8Array =>
  encodePng({
    width: 2,
    height: 1,
    channels,
    depth,
    data: depth === 8 ? Uint8Array.from(data) : Uint16Array.from(data),
  });

describe('decodePicture', () => {
  it.each([
    ['grey', png([0, 200], 1), [0, 0, 0, 200, 200, 200]],
    ['grey of 16 bits', png([0, 65_535], 1, 16), [0, 0, 0, 255, 255, 255]],
    ['RGB', png([1, 2, 3, 4, 5, 6], 3), [1, 2, 3, 4, 5, 6]],
    [
      'RGB that is half transparent',
      png([200, 100, 50, 255, 200, 100, 50, 51], 4),
      [200, 100, 50, 40, 20, 10],
    ],
    ['grey that is transparent', png([200, 255, 200, 0], 2), [200, 200, 200, 0, 0, 0]],
  ])('reads PNG: %s', (_what, bytes, rgb) => {
    const picture = decodePicture(bytes, 'a.png');
    expect([picture.width, picture.height, ...picture.rgb]).toEqual([2, 1, ...rgb]);
  });

  it('reads a PNG of one bit a pixel, whose rows end within a byte', () => {
    // 3 × 2 pixels, grey, 1 bit, made with zlib: rows 101 and 010.
    const bytes = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR4nGNYwOAAAAIkAOFz6zvyAAAAAElFTkSuQmCC',
      'base64',
    );
    const { rgb } = decodePicture(bytes, 'a.png');
    expect([...rgb].filter((_, place) => place % 3 === 0)).toEqual([255, 0, 255, 0, 255, 0]);
  });

  it('reads JPEG, by its content and not by its name', () => {
    const data = new Uint8Array(8 * 8 * 4).fill(200);
    const bytes = jpeg.encode({ width: 8, height: 8, data }, 95).data;
    const { width, rgb } = decodePicture(bytes, 'a.png');
    expect(width).toBe(8);
    expect(Math.abs((rgb[0] ?? 0) - 200)).toBeLessThan(4);
  });

  it('refuses what is none, is cut short or would be huge, by name', () => {
    const whole = png([1, 2, 3, 4, 5, 6], 3);
    expect(() => decodePicture(Uint8Array.of(1, 2), 'x/a.png')).toThrow(
      'x/a.png, byte 0: it begins',
    );
    expect(() => decodePicture(whole.subarray(0, 40), 'a.png')).toThrow(
      'a.png, as a whole: it cannot',
    );
    const huge = whole.slice();
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 100_000);
    expect(() => decodePicture(huge, 'a.png')).toThrow('more than 64 MP');
  });
});

describe('fitPicture', () => {
  /** 4 × 2 pixels: the left half dark, the right half bright. */
  const picture = {
    width: 4,
    height: 2,
    rgb: Uint8Array.from({ length: 24 }, (_, index) => (Math.floor(index / 3) % 4 < 2 ? 10 : 200)),
  };

  it('stretches by averaging areas', () => {
    expect([...fitPicture(picture, [1, 2, 1], 'stretch')]).toEqual([10, 200]);
    expect([...fitPicture(picture, [1, 1, 1], 'stretch')]).toEqual([105]);
  });

  it('contains all of it between black margins', () => {
    expect([...fitPicture(picture, [4, 4, 1], 'contain')]).toEqual([
      ...[0, 0, 0, 0],
      ...[10, 10, 200, 200],
      ...[10, 10, 200, 200],
      ...[0, 0, 0, 0],
    ]);
  });

  it('covers and cuts off both sides alike', () => {
    expect([...fitPicture(picture, [2, 2, 1], 'cover')]).toEqual([10, 200, 10, 200]);
  });

  it('enlarges by interpolation, in colour', () => {
    const two = { width: 2, height: 1, rgb: Uint8Array.of(0, 0, 100, 100, 0, 0) };
    const wide = [...fitPicture(two, [1, 4, 3], 'stretch')];
    expect(wide).toEqual([0, 0, 100, 25, 0, 75, 75, 0, 25, 100, 0, 0]);
  });

  it('makes grey by luminance', () => {
    const red = { width: 1, height: 1, rgb: Uint8Array.of(255, 0, 0) };
    expect([...fitPicture(red, [1, 1, 1], 'stretch')]).toEqual([76]);
  });
});
