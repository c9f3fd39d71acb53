import { describe, expect, it } from 'vitest';
import { confusionDifference } from '../../../../src/shared/compare/confusionDifference.ts';
import { findDisagreements } from '../../../../src/shared/compare/disagreements.ts';
import { testLooksWarning } from '../../../../src/shared/compare/testLooks.ts';
import { tested, truthOf } from './tested.ts';

const truth = truthOf(100);
const a = tested('a', 100, (index) => index < 30);
const b = tested('b', 100, (index) => index >= 20 && index < 45);

const indices = (
  kind: 'fixed' | 'broken' | 'both-wrong',
  trueClass?: number,
  predictedClass?: number,
) => findDisagreements(a, b, truth, { kind, trueClass, predictedClass }).map(({ index }) => index);

describe('findDisagreements', () => {
  it('finds what was fixed, broken and wrong in both, the surest mistakes first', () => {
    expect(indices('fixed')).toEqual(Array.from({ length: 20 }, (_, at) => 19 - at));
    expect(indices('broken')).toEqual(Array.from({ length: 15 }, (_, at) => 44 - at));
    expect(indices('both-wrong')).toEqual(Array.from({ length: 10 }, (_, at) => 29 - at));
  });

  it('restricts to a cell of the matrix, and to a row on the diagonal', () => {
    expect(indices('fixed', 3, 4)).toEqual([13, 3]);
    expect(indices('fixed', 3, 5)).toEqual([]);
    expect(indices('broken', 3, 4)).toEqual([43, 33]);
    expect(indices('both-wrong', 3, 4)).toEqual([23]);
    expect(indices('fixed', 3, 3)).toEqual([13, 3]);
  });

  it('says what each run said', () => {
    const [first] = findDisagreements(a, b, truth, { kind: 'broken', trueClass: 3 });
    expect(first).toEqual({
      index: 43,
      label: 3,
      a: { class: 3, confidence: expect.closeTo(0.715, 5) as number },
      b: { class: 4, confidence: expect.closeTo(0.715, 5) as number },
    });
  });

  it('refuses runs that cannot be compared', () => {
    const other = tested('c', 99, () => false);
    expect(() => findDisagreements(a, other, truth, { kind: 'fixed' })).toThrow(
      'not tested on the same images',
    );
  });
});

describe('confusionDifference', () => {
  it('is signed, knows good from bad, and has a scale for each kind', () => {
    const before = [
      [80, 20],
      [10, 90],
    ];
    const after = [
      [90, 10],
      [15, 85],
    ];
    expect(confusionDifference(before, after)).toEqual([
      [
        { baseline: 80, run: 90, change: 10, good: true, strength: 1 },
        { baseline: 20, run: 10, change: -10, good: true, strength: 1 },
      ],
      [
        { baseline: 10, run: 15, change: 5, good: false, strength: 0.5 },
        { baseline: 90, run: 85, change: -5, good: false, strength: 0.5 },
      ],
    ]);
    expect(
      confusionDifference(before, before)
        ?.flat()
        .map(({ good }) => good),
    ).toEqual(new Array(4).fill(null));
    expect(confusionDifference(before, [])).toBeNull();
  });
});

describe('testLooksWarning', () => {
  it('warns once a test set was looked at often', () => {
    expect(testLooksWarning(9)).toBeNull();
    expect(testLooksWarning(1_234)).toContain('1,234 runs of this lab');
  });
});
