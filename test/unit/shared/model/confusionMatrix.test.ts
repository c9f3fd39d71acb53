import { describe, expect, it } from 'vitest';
import {
  confusionMatrix,
  confusionMatrixSchema,
  matrixTotal,
} from '../../../../src/shared/model/confusionMatrix.ts';

describe('confusionMatrix', () => {
  it('counts true classes in rows and predicted ones in columns', () => {
    const matrix = confusionMatrix([0, 0, 1, 2, 2], Uint8Array.of(0, 1, 1, 2, 0), 3);
    expect(matrix).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    expect(matrixTotal(matrix)).toBe(5);
  });

  it('names the example whose class is none', () => {
    expect(() => confusionMatrix([0, 3], [0, 0], 3)).toThrow(/example 1 .* 0 to 2/);
    expect(() => confusionMatrix([0], [], 3)).toThrow(RangeError);
  });
});

describe('confusionMatrixSchema', () => {
  it.each([
    [
      'a square of counts',
      [
        [1, 0],
        [2, 3],
      ],
      true,
    ],
    ['rows of other lengths', [[1, 0], [2]], false],
    ['fractions', [[0.5]], false],
    ['negative counts', [[-1]], false],
  ])('%s', (_what, matrix, right) => {
    expect(confusionMatrixSchema.safeParse(matrix).success).toBe(right);
  });
});
