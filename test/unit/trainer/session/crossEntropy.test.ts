import { describe, expect, it } from 'vitest';
import { sumCrossEntropy } from '../../../../src/trainer/session/crossEntropy.ts';

describe('sumCrossEntropy', () => {
  it('sums -log of the true class, clipped as Keras clips', () => {
    const probabilities = Float32Array.of(0.25, 0.75, 1, 0);
    const expected = -Math.log(0.25) - Math.log(1e-7);
    expect(sumCrossEntropy(probabilities, Uint8Array.of(0, 1))).toBeCloseTo(expected, 12);
  });

  it('lets NaN through, so that it is noticed', () => {
    expect(sumCrossEntropy(Float32Array.of(Number.NaN, 0), Uint8Array.of(0))).toBeNaN();
  });
});
