import { describe, expect, it } from 'vitest';
import { learningRateAt } from '../../../../src/shared/training/learningRateAt.ts';
import type { Schedule } from '../../../../src/shared/spec/training/schedules/index.ts';

type Options = Extract<Schedule, { type: 'reduceOnPlateau' }>;

const OPTIONS: Options = {
  type: 'reduceOnPlateau',
  monitor: 'valLoss',
  factor: 0.5,
  patience: 2,
  minDelta: 0,
  cooldown: 0,
  minLearningRate: 0,
};

/** The rate of every epoch of a run whose validation losses are these. */
function ratesOf(losses: readonly number[], options: Partial<Options> = {}): number[] {
  const plan = { baseRate: 1, epochs: losses.length, stepsPerEpoch: 3 };
  const figures = losses.map((loss) => ({ valLoss: loss, valAccuracy: 1 - loss }));
  return losses.map((_, epoch) =>
    learningRateAt({ ...OPTIONS, ...options }, plan, 3 * epoch, figures.slice(0, epoch)),
  );
}

describe('reduceOnPlateau', () => {
  it('keeps the base rate as long as validation improves', () => {
    expect(ratesOf([0.5, 0.4, 0.3, 0.2])).toEqual([1, 1, 1, 1]);
  });

  it('halves the rate after two epochs without improvement, and again after two more', () => {
    expect(ratesOf([0.5, 0.4, 0.4, 0.5, 0.4, 0.4, 0.1])).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.25]);
  });

  it('counts from the last improvement', () => {
    expect(ratesOf([0.5, 0.6, 0.4, 0.6, 0.6, 0.6])).toEqual([1, 1, 1, 1, 1, 0.5]);
  });

  it('ignores what is better by less than the least gain', () => {
    expect(ratesOf([0.5, 0.45, 0.41, 0], { minDelta: 0.1 })).toEqual([1, 1, 1, 0.5]);
  });

  it('never goes below the lowest rate', () => {
    const rates = ratesOf([0.5, 0.5, 0.5, 0.5, 0.5], { patience: 1, minLearningRate: 0.3 });
    expect(rates).toEqual([1, 1, 0.5, 0.3, 0.3]);
  });

  it('does not count the epochs of a cooldown', () => {
    const rates = ratesOf(new Array<number>(7).fill(0.5), { patience: 1, cooldown: 2 });
    expect(rates).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25, 0.125]);
  });

  it('can watch the accuracy, which is better when it is higher', () => {
    const rates = ratesOf([0.5, 0.5, 0.5, 0.1, 0.1], { monitor: 'valAccuracy' });
    expect(rates).toEqual([1, 1, 1, 0.5, 0.5]);
  });
});
