import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickTest, splitTraining } from '../../../../src/shared/dataset/split.ts';

/** As many labels of each class as Fashion-MNIST's training file has. */
const STUDY = Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7) % 10);

const perClass = (labels: Uint8Array, indices: Uint32Array, classes: number): number[] => {
  const counts = new Array<number>(classes).fill(0);
  for (const index of indices) counts[labels[index] ?? -1] = (counts[labels[index] ?? -1] ?? 0) + 1;
  return counts;
};

describe('splitTraining', () => {
  it("makes the study's split: 48,000 and 12,000, exactly stratified", () => {
    const split = splitTraining(STUDY, {
      seed: 1,
      classes: 10,
      samples: null,
      validationShare: 0.2,
    });
    expect(perClass(STUDY, split.train, 10)).toEqual(new Array<number>(10).fill(4800));
    expect(perClass(STUDY, split.validation, 10)).toEqual(new Array<number>(10).fill(1200));
  });

  it('gives a known split for a known seed, on every machine', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, index) => index % 4);
    const split = splitTraining(labels, {
      seed: 1,
      classes: 4,
      samples: 20,
      validationShare: 0.2,
    });
    expect({ train: [...split.train], validation: [...split.validation] }).toEqual({
      train: [1, 4, 6, 8, 10, 12, 15, 21, 22, 23, 26, 27, 28, 29, 31, 37],
      validation: [7, 9, 16, 18],
    });
  });

  it('depends on the seed', () => {
    const validationOf = (seed: number): string =>
      splitTraining(STUDY, {
        seed,
        classes: 10,
        samples: 100,
        validationShare: 0.2,
      }).validation.join();
    expect(validationOf(1)).not.toBe(validationOf(2));
  });

  it('splits any data into ascending, disjoint parts in the proportions asked for', () => {
    const cases = fc.record({
      labels: fc.uint8Array({ min: 0, max: 4, minLength: 20, maxLength: 400 }),
      seed: fc.nat(),
      samples: fc.option(fc.integer({ min: 1, max: 500 })),
      validationShare: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ labels, ...options }) => {
        const { train, validation } = splitTraining(labels, { ...options, classes: 5 });
        const used = Math.min(options.samples ?? labels.length, labels.length);
        expect(train.length + validation.length).toBe(used);
        expect(validation.length).toBe(Math.round(used * options.validationShare));
        expect(new Set([...train, ...validation]).size).toBe(used);
        expect([...train]).toEqual([...train].sort((left, right) => left - right));
        const all = perClass(labels, Uint32Array.from(labels.keys()), 5);
        const taken = perClass(labels, Uint32Array.of(...train, ...validation), 5);
        taken.forEach((count, label) => {
          const exact = (used * (all[label] ?? 0)) / labels.length;
          expect(Math.abs(count - exact)).toBeLessThan(1);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a label that is no class', () => {
    const options = { seed: 1, classes: 2, samples: null, validationShare: 0.2 };
    expect(() => splitTraining(Uint8Array.of(0, 1, 2), options)).toThrow(/label 2 at 2/);
  });
});

describe('pickTest', () => {
  it('takes every image in order unless told otherwise', () => {
    const labels = Uint8Array.of(1, 0, 1, 0);
    expect([...pickTest(labels, { seed: 5, classes: 2, samples: null })]).toEqual([0, 1, 2, 3]);
  });

  it('stratifies a sample by the seed', () => {
    const labels = Uint8Array.from({ length: 10_000 }, (_, index) => index % 10);
    const picked = pickTest(labels, { seed: 5, classes: 10, samples: 103 });
    expect(perClass(labels, picked, 10)).toEqual([11, 11, 11, 10, 10, 10, 10, 10, 10, 10]);
    const other = pickTest(labels, { seed: 6, classes: 10, samples: 103 });
    expect([...picked]).not.toEqual([...other]);
  });
});
