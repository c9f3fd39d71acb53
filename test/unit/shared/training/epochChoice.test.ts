import { describe, expect, it } from 'vitest';
import { bestEpoch, stopsEarly } from '../../../../src/shared/training/epochChoice.ts';

const figures = (losses: readonly number[]) =>
  losses.map((loss) => ({ valLoss: loss, valAccuracy: 1 - loss }));

describe('bestEpoch', () => {
  it('is the first of the best, by either figure', () => {
    const epochs = figures([0.5, 0.3, 0.4, 0.3]);
    expect(bestEpoch('valLoss', epochs)).toBe(2);
    expect(bestEpoch('valAccuracy', epochs)).toBe(2);
    expect(bestEpoch('valLoss', [])).toBe(0);
  });
});

describe('stopsEarly', () => {
  /** The epoch after which the rule ends the run; 0 for never. */
  const stopOf = (losses: readonly number[], patience: number, minDelta = 0): number =>
    losses.findIndex((_, index) =>
      stopsEarly({ monitor: 'valLoss', patience, minDelta }, figures(losses.slice(0, index + 1))),
    ) + 1;

  it('waits for as many epochs as its patience', () => {
    expect(stopOf([0.5, 0.4, 0.45, 0.42, 0.41, 0.1], 3)).toBe(5);
    expect(stopOf([0.5, 0.4, 0.45, 0.42, 0.39, 0.4], 3)).toBe(0);
    expect(stopOf([0.5, 0.5], 1)).toBe(2);
  });

  it('takes a gain smaller than the least gain for none', () => {
    expect(stopOf([0.5, 0.45, 0.42, 0.1], 2, 0.1)).toBe(3);
    expect(stopOf([0.5, 0.45, 0.39, 0.1], 2, 0.1)).toBe(0);
  });
});
