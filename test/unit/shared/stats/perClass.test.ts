import { describe, expect, it } from 'vitest';
import { perClassMetrics } from '../../../../src/shared/stats/perClass.ts';

describe('perClassMetrics', () => {
  it('gives precision, recall and F1 of each class', () => {
    const metrics = perClassMetrics([
      [8, 2, 0],
      [1, 9, 0],
      [1, 0, 4],
    ]);
    expect(metrics).toEqual([
      { precision: 8 / 10, recall: 8 / 10, f1: 16 / 20, support: 10 },
      { precision: 9 / 11, recall: 9 / 10, f1: 18 / 21, support: 10 },
      { precision: 1, recall: 4 / 5, f1: 8 / 9, support: 5 },
    ]);
  });

  it('leaves undefined what is 0 / 0', () => {
    expect(
      perClassMetrics([
        [3, 0, 0],
        [2, 0, 0],
        [0, 0, 0],
      ]),
    ).toEqual([
      { precision: 3 / 5, recall: 1, f1: 6 / 8, support: 3 },
      { precision: null, recall: 0, f1: 0, support: 2 },
      { precision: null, recall: null, f1: null, support: 0 },
    ]);
  });
});
