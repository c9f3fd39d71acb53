import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawVariation } from '../../../../src/shared/augment/drawVariation.ts';
import { varyImages } from '../../../../src/shared/augment/varyImages.ts';
import { randomStream } from '../../../../src/shared/random/randomStream.ts';
import { augmentationSchema } from '../../../../src/shared/spec/training/augmentation.ts';

const EVERYTHING = augmentationSchema.parse({
  shift: 2,
  horizontalFlip: true,
  verticalFlip: true,
  rotation: 10,
  erase: 0.2,
});
const IMAGES = Uint8Array.from({ length: 5 * 64 }, (_, i) => 1 + (i % 200));

describe('a drawn variation', () => {
  it('stays within what the options allow', () => {
    fc.assert(
      fc.property(
        fc.record({
          shift: fc.integer({ min: 0, max: 64 }),
          rotation: fc.double({ min: 0, max: 180, noNaN: true }),
          erase: fc.double({ min: 0, max: 0.5, noNaN: true }),
        }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (options, rows, columns, seed) => {
          const augmentation = augmentationSchema.parse(options);
          const drawn = drawVariation(augmentation, rows, columns, randomStream(seed));
          expect(Math.abs(drawn.down)).toBeLessThanOrEqual(options.shift);
          expect(Math.abs(drawn.right)).toBeLessThanOrEqual(options.shift);
          expect(Math.abs(drawn.angle)).toBeLessThanOrEqual((options.rotation * Math.PI) / 180);
          expect(drawn.mirrorRows || drawn.mirrorColumns).toBe(false);
          if (drawn.erased === null) return;
          const { top, left, height, width } = drawn.erased;
          expect(top + height).toBeLessThanOrEqual(rows);
          expect(left + width).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('covers at most the part it may, and half of the images', () => {
    const drawn = Array.from({ length: 2000 }, (_, i) =>
      drawVariation(augmentationSchema.parse({ erase: 0.2 }), 100, 100, randomStream(1, i)),
    ).flatMap(({ erased }) => erased ?? []);
    expect(drawn.length).toBeGreaterThan(900);
    expect(drawn.length).toBeLessThan(1100);
    const areas = drawn.map(({ height, width }) => (height * width) / 100 ** 2);
    expect(Math.max(...areas)).toBeLessThan(0.205);
    expect(Math.min(...areas)).toBeGreaterThan(0.015);
  });

  it('mirrors about half of the images', () => {
    const mirrored = Array.from(
      { length: 2000 },
      (_, i) => drawVariation(EVERYTHING, 8, 8, randomStream(2, i)).mirrorColumns,
    ).filter(Boolean).length;
    expect(mirrored).toBeGreaterThan(900);
    expect(mirrored).toBeLessThan(1100);
  });

  it('keeps its other numbers when an option is switched off', () => {
    const all = drawVariation(EVERYTHING, 8, 8, randomStream(3));
    const fewer = drawVariation({ ...EVERYTHING, rotation: 0, erase: 0 }, 8, 8, randomStream(3));
    expect(fewer).toEqual({ ...all, angle: expect.closeTo(0), erased: null });
  });
});

describe('varied images', () => {
  const vary = (indices: readonly number[], step = 4, seed = 1) =>
    varyImages(IMAGES, [8, 8, 1], indices, EVERYTHING, { seed, step });

  it('depend on seed, step and image, not on their batch', () => {
    const both = vary([3, 1]);
    expect(both.slice(0, 64)).toEqual(vary([3]));
    expect(both.slice(64)).toEqual(vary([1]));
    expect(vary([3], 5)).not.toEqual(vary([3]));
    expect(vary([3], 4, 2)).not.toEqual(vary([3]));
  });

  it('leave the images as they were', () => {
    const before = IMAGES.slice();
    vary([0, 1, 2, 3, 4]);
    expect(IMAGES).toEqual(before);
  });
});
