import { describe, expect, it } from 'vitest';
import { accuracyScale } from '../../../../src/renderer/components/study/accuracyScale.ts';

describe('accuracyScale', () => {
  it('holds every value between round ticks, not too many', () => {
    for (const values of [
      [0.9183, 0.9437],
      [0.1, 0.97],
      [0.9, 0.9],
      [0.9999, 1],
    ]) {
      const { at, ticks } = accuracyScale(values);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(13);
      for (const value of values) {
        expect(Number.parseFloat(at(value))).toBeGreaterThanOrEqual(0);
        expect(Number.parseFloat(at(value))).toBeLessThanOrEqual(100);
      }
    }
  });

  it('puts greater accuracies further right', () => {
    const { at } = accuracyScale([0.8, 0.9]);
    expect(Number.parseFloat(at(0.9))).toBeGreaterThan(Number.parseFloat(at(0.8)));
  });
});
