import { describe, expect, it } from 'vitest';
import {
  fullP,
  pointsInterval,
  signedCount,
  signedPoints,
} from '../../../../src/renderer/components/compare/verdictText.ts';

describe('the verdict’s numbers', () => {
  it('are signed, but for nothing', () => {
    expect([0.0037, -0.0037, 0, 0.00001].map(signedPoints)).toEqual([
      '+0.37',
      '−0.37',
      '±0.00',
      '±0.00',
    ]);
    expect([1_234, -3, 0].map(signedCount)).toEqual(['+1,234', '−3', '0']);
    expect(pointsInterval({ low: -0.001, high: 0.02 })).toBe('−0.10 to +2.00');
  });

  it('give p in full, however small', () => {
    expect([0.0132524, 3.2e-9, 0].map(fullP)).toEqual([
      '0.0133',
      '3.2e-9',
      'less than any number here',
    ]);
  });
});
