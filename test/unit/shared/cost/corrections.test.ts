import { describe, expect, it } from 'vitest';
import { correctionBy, correctionsFor } from '../../../../src/shared/cost/corrections.ts';

const run = (family: string, epoch: number, overhead = 1) => ({
  family,
  overhead,
  epoch,
  test: epoch,
});
const middle = ({ low, high }: { readonly low: number; readonly high: number }) => (low + high) / 2;

describe('correctionsFor', () => {
  it('learns how fast a kind trains from its own runs alone', () => {
    const slow = [1, 2, 3].map(() => run('dense', 3));
    const ratios = [...slow, ...[1, 2, 3].map(() => run('recurrent', 0.5))];
    expect(correctionsFor('convolutional', ratios).epoch).toEqual(correctionsFor('any', []).epoch);
    expect(middle(correctionsFor('recurrent', ratios).epoch)).toBeCloseTo(0.5, 1);
    expect(middle(correctionsFor('recurrent', ratios).test)).toBeCloseTo(0.5, 1);
  });

  it('learns overhead from any run while there is none of its own', () => {
    const ratios = [1, 2, 3].map(() => run('dense', 1, 2));
    expect(middle(correctionsFor('recurrent', ratios).overhead)).toBeCloseTo(2.05);
    const own = [...[1, 2, 3].map(() => run('recurrent', 1, 0.5)), ...ratios];
    expect(middle(correctionsFor('recurrent', own).overhead)).toBeCloseTo(0.51);
  });

  it('learns nothing from a part that a run did not have', () => {
    const ratios = [{ ...run('dense', 2), test: null }];
    const { epoch, test } = correctionsFor('dense', ratios);
    expect([epoch.runs, test.runs]).toEqual([1, 0]);
  });

  it('forgets what is long ago', () => {
    const old = Array.from({ length: 12 }, () => run('dense', 3));
    const recent = Array.from({ length: 12 }, () => run('dense', 1));
    expect(correctionsFor('dense', [...recent, ...old]).epoch.high).toBeLessThan(1.2);
  });
});

describe('correctionBy', () => {
  const width = ({ low, high }: { readonly low: number; readonly high: number }) => high / low;

  it('is twice as wide as the calibration is good to before any run, and narrows', () => {
    expect(correctionBy([])).toEqual({ low: 0.7, high: 1.4, runs: 0 });
    expect(width(correctionBy([1]))).toBeLessThan(width(correctionBy([])));
    expect(width(correctionBy([1, 1, 1]))).toBeLessThan(width(correctionBy([1])));
  });

  it('counts the calibration as one more while there are one or two runs', () => {
    expect(middle(correctionBy([3])) / middle(correctionBy([1]))).toBeCloseTo(2);
    expect(middle(correctionBy([2, 3])) / middle(correctionBy([1]))).toBeCloseTo(2);
    expect(middle(correctionBy([2, 0.5])) / middle(correctionBy([1]))).toBeCloseTo(1);
  });

  it('stays within one and a half from low to high after three runs, whatever they took', () => {
    expect(width(correctionBy([0.2, 1, 5]))).toBeLessThan(1.5);
  });

  it('does not follow one run that something else slowed down', () => {
    const { low, high } = correctionBy([1, 1, 5, 1, 1]);
    expect(low).toBeLessThan(1);
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeGreaterThan(1);
    expect(high).toBeLessThan(1.3);
  });

  it('holds nine of ten runs that differ as those before did', () => {
    const ratios = Array.from({ length: 12 }, (_, place) => 0.9 + place / 60);
    const { low, high } = correctionBy(ratios);
    expect(ratios.filter((ratio) => ratio >= low && ratio <= high).length).toBe(12);
  });
});
