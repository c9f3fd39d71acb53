import { describe, expect, it } from 'vitest';
import {
  newSchedule,
  SCHEDULE_TYPES,
  scheduleSchema,
} from '../../../../src/shared/spec/training/schedules/index.ts';
import { learningRateAt } from '../../../../src/shared/training/learningRateAt.ts';

const PLAN = { baseRate: 0.01, epochs: 10, stepsPerEpoch: 3 };

/** The rates of steps 0, 3, 6 … 30 of a run of ten epochs of three steps. */
const ratesOf = (schedule: unknown): number[] =>
  Array.from({ length: 11 }, (_, epoch) =>
    learningRateAt(scheduleSchema.parse(schedule), PLAN, 3 * epoch),
  );

/** Keras computes in float32. */
function expectRates(schedule: unknown, keras: readonly number[]): void {
  const rates = ratesOf(schedule);
  expect(rates.length).toBe(keras.length);
  rates.forEach((rate, i) => expect(Math.abs(rate - (keras[i] ?? Number.NaN))).toBeLessThan(5e-9));
}

describe('learningRateAt', () => {
  it('stays at the base rate when constant', () => {
    expect(new Set(ratesOf({ type: 'constant' }))).toEqual(new Set([0.01]));
  });

  // What keras.optimizers.schedules of Keras 3.15.1 answers for steps 0, 3 … 30.
  it('falls as Keras’s ExponentialDecay(0.01, 6, 0.5)', () => {
    expectRates(
      { type: 'exponential', decayRate: 0.5, decayEpochs: 2 },
      [
        0.009999999776482582, 0.007071067579090595, 0.004999999888241291, 0.0035355337895452976,
        0.0024999999441206455, 0.0017677668947726488, 0.0012499999720603228, 0.0008838834473863244,
        0.0006249999860301614, 0.0004419417236931622, 0.0003124999930150807,
      ],
    );
  });

  it('falls in steps as Keras’s ExponentialDecay(0.01, 6, 0.5, staircase=True)', () => {
    expectRates(
      { type: 'step', decayRate: 0.5, decayEpochs: 2 },
      [
        0.009999999776482582, 0.009999999776482582, 0.004999999888241291, 0.004999999888241291,
        0.0024999999441206455, 0.0024999999441206455, 0.0012499999720603228, 0.0012499999720603228,
        0.0006249999860301614, 0.0006249999860301614, 0.0003124999930150807,
      ],
    );
  });

  it('falls as Keras’s CosineDecay(0.01, 30, alpha=0.1)', () => {
    expectRates(
      { type: 'cosine', alpha: 0.1 },
      [
        0.009999999776482582, 0.009779754094779491, 0.009140576235949993, 0.00814503338187933,
        0.006890576332807541, 0.00549999950453639, 0.00410942267626524, 0.0028549660928547382,
        0.0018594234716147184, 0.001220245729200542, 0.0010000000474974513,
      ],
    );
  });

  it('warms up as Keras’s CosineDecay(0, 22, warmup_target=0.01, warmup_steps=8)', () => {
    expectRates(
      { type: 'cosine', warmupEpochs: 8 / 3 },
      [
        0, 0.0037499999161809683, 0.007499999832361937, 0.009949106723070145, 0.009206267073750496,
        0.007703204173594713, 0.005711573641747236, 0.003591337474063039, 0.0017256956780329347,
        0.00045183984912000597, 0,
      ],
    );
  });

  it('makes one cycle as Smith and Topin: up to the base rate, then far below the start', () => {
    const schedule = scheduleSchema.parse({ type: 'oneCycle', warmupShare: 0.5, endDivisor: 100 });
    const rates = Array.from({ length: 30 }, (_, step) => learningRateAt(schedule, PLAN, step));
    expect(rates[0]).toBeCloseTo(0.01 / 25, 12);
    // PyTorch: the peak is at step pct_start · total − 1.
    expect(rates[14]).toBeCloseTo(0.01, 12);
    expect(rates.at(-1)).toBeCloseTo(0.01 / 25 / 100, 12);
    expect(rates[7]).toBeCloseTo((0.01 + 0.01 / 25) / 2, 12);
    rates.slice(1, 15).forEach((rate, i) => expect(rate).toBeGreaterThan(rates[i] ?? 1));
    rates.slice(15).forEach((rate, i) => expect(rate).toBeLessThan(rates[14 + i] ?? 0));
  });

  it.each(SCHEDULE_TYPES)('gives a number for every step of the shortest run: %s', (type) => {
    const plan = { baseRate: 0.01, epochs: 1, stepsPerEpoch: 1 };
    const rate = learningRateAt(newSchedule(type), plan, 0);
    expect(rate).toBeGreaterThanOrEqual(0);
    expect(rate).toBeLessThanOrEqual(0.01);
  });
});
