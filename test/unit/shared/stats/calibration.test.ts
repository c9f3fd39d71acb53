import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../src/shared/stats/calibration.ts';

describe('calibrate', () => {
  it('agrees with a worked example', () => {
    // Five bins. (0.2, 0.4]: 0.3 right, 0.35 wrong. (0.8, 1]: 0.9 and 0.95 right, 1 wrong.
    const { bins, ece, count } = calibrate(
      [0.3, 0.35, 0.9, 0.95, 1],
      [true, false, true, true, false],
      5,
    );
    expect(bins.map((bin) => bin.count)).toEqual([0, 2, 0, 0, 3]);
    expect(bins[1]).toMatchObject({ low: 0.2, high: 0.4, accuracy: 0.5 });
    expect(bins[1]?.confidence).toBeCloseTo(0.325, 12);
    expect(bins[4]?.confidence).toBeCloseTo(0.95, 12);
    expect(bins[4]?.accuracy).toBeCloseTo(2 / 3, 12);
    expect(bins[0]).toEqual({ low: 0, high: 0.2, count: 0, confidence: null, accuracy: null });
    // 2/5 · |0.5 − 0.325| + 3/5 · |2/3 − 0.95| = 0.07 + 0.17
    expect(ece).toBeCloseTo(0.24, 12);
    expect(count).toBe(5);
  });

  it('puts a confidence on an edge into the bin below it, and 0 into the first', () => {
    const { bins } = calibrate([0, 0.25, 0.5, 1], [true, true, true, true], 4);
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 1]);
  });

  it('has nothing to say of nothing', () => {
    expect(calibrate([], [])).toMatchObject({ ece: 0, count: 0 });
  });

  const prediction = fc.record({
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    right: fc.boolean(),
  });

  it('counts every prediction once, and keeps every mean within its bin', () => {
    fc.assert(
      fc.property(fc.array(prediction), fc.integer({ min: 1, max: 20 }), (all, size) => {
        const { bins, ece } = calibrate(
          all.map(({ confidence }) => confidence),
          all.map(({ right }) => right),
          size,
        );
        expect(bins).toHaveLength(size);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        for (const { low, high, confidence } of bins) {
          if (confidence === null) continue;
          expect(confidence).toBeGreaterThanOrEqual(low - 1e-9);
          expect(confidence).toBeLessThanOrEqual(high + 1e-9);
        }
        expect(ece).toBeGreaterThanOrEqual(0);
        expect(ece).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('with one bin is the distance of mean confidence and accuracy, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(prediction, { minLength: 1 }), (all) => {
        const confidences = all.map(({ confidence }) => confidence);
        const right = all.map((one) => one.right);
        const mean = confidences.reduce((sum, value) => sum + value, 0) / all.length;
        const accuracy = right.filter(Boolean).length / all.length;
        expect(calibrate(confidences, right, 1).ece).toBeCloseTo(Math.abs(mean - accuracy), 9);
        expect(calibrate(confidences.toReversed(), right.toReversed()).ece).toBeCloseTo(
          calibrate(confidences, right).ece,
          9,
        );
      }),
    );
  });
});
