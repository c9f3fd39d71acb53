import { describe, expect, it } from 'vitest';
import type { PaceRatio } from '../../../../src/shared/cost/corrections.ts';
import { dataShapeOf } from '../../../../src/shared/cost/dataShape.ts';
import { estimateTime } from '../../../../src/shared/cost/estimateTime.ts';
import type { TimeParts } from '../../../../src/shared/cost/modelTime.ts';
import { paceRatio } from '../../../../src/shared/cost/paceRatio.ts';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import { sampleMachineRates } from '../../store/samples.ts';

const rates = sampleMachineRates();
const cnn = findPreset('cnn')!.spec;
const rnn = findPreset('rnn')!.spec;
const PLAN = { workers: 1, threads: null };

const estimate = (spec: typeof cnn, ratios: readonly PaceRatio[] = []) =>
  estimateTime(spec, dataShapeOf(spec, FASHION_MNIST), { rates, ratios }, PLAN);

const ofSize = (spec: typeof cnn, epochs: number, samples: number) => ({
  ...spec,
  dataset: { ...spec.dataset, samples },
  training: { ...spec.training, epochs },
});

/** How a run compared that took some seconds for each part. */
const completed = (spec: typeof cnn, parts: TimeParts): PaceRatio => {
  const { family, modelled } = estimate(spec);
  const { epochs } = spec.training;
  const warmUp = 0.2;
  return paceRatio(family, modelled, {
    seconds: parts.overhead + warmUp + epochs * parts.epoch + parts.test,
    epochs,
    epochSeconds: epochs * parts.epoch + warmUp,
    firstEpochSeconds: parts.epoch + warmUp,
    testSeconds: parts.test,
  });
};

const times = ({ overhead, epoch, test }: TimeParts, by: number): TimeParts => ({
  overhead: by * overhead,
  epoch: by * epoch,
  test: by * test,
});

describe('estimateTime', () => {
  it('takes twice as long for twice the epochs, but reads the data once', () => {
    const twice = { ...cnn, training: { ...cnn.training, epochs: 20 } };
    const ratio = estimate(twice).modelledSeconds / estimate(cnn).modelledSeconds;
    expect(ratio).toBeGreaterThan(1.9);
    expect(ratio).toBeLessThan(2);
  });

  it('adds its parts up', () => {
    const { modelled, modelledSeconds, total, perEpoch } = estimate(cnn);
    const { epochs } = cnn.training;
    const { overhead, epoch, test } = modelled;
    expect(modelledSeconds).toBeCloseTo(overhead + epochs * epoch + test);
    expect(total.low).toBeGreaterThan(epochs * perEpoch.low);
    expect(total.low).toBeLessThan(modelledSeconds);
    expect(total.high).toBeGreaterThan(modelledSeconds);
  });

  it('is corrected by runs of the same kind, and hardly by others', () => {
    const { family, modelled, modelledSeconds } = estimate(cnn);
    expect(family).toBe('convolutional, native');
    expect(estimate(rnn).family).toBe('recurrent, native');
    const slow = [2, 2.1, 1.9, 2].map((by) => completed(cnn, times(modelled, by)));
    const own = estimate(cnn, slow);
    expect(own.corrections).toBe(4);
    expect(own.total.low).toBeLessThan(2 * modelledSeconds);
    expect(own.total.high).toBeGreaterThan(2 * modelledSeconds);
    expect(own.total.high / own.total.low).toBeLessThan(1.5);
    expect(estimate(rnn, slow).perEpoch).toEqual(estimate(rnn).perEpoch);
  });

  it('grows as the times of all runs before it grow', () => {
    const specs = [ofSize(cnn, 2, 5000), ofSize(cnn, 3, 9000), ofSize(cnn, 1, 20_000)];
    const after = (by: number) =>
      estimate(
        cnn,
        specs.map((spec) => completed(spec, times({ overhead: 3, epoch: 40, test: 4 }, by))),
      );
    for (const by of [0.25, 3, 10]) {
      expect(after(by).perEpoch.low / after(1).perEpoch.low).toBeCloseTo(by, 1);
      expect(after(by).total.low / after(1).total.low).toBeCloseTo(by, 1);
      expect(after(by).total.high / after(1).total.high).toBeCloseTo(by, 1);
    }
  });

  it('is not misled by short runs that are mostly overhead', () => {
    const short = ofSize(cnn, 2, 500);
    const { modelled } = estimate(short);
    const after = (by: number) => {
      const parts = { ...modelled, overhead: by * modelled.overhead };
      return estimate(
        cnn,
        [1, 2, 3].map(() => completed(short, parts)),
      );
    };
    expect(after(5).perEpoch.low).toBeCloseTo(after(1).perEpoch.low);
    expect(after(5).total.low / after(1).total.low).toBeGreaterThan(1);
    expect(after(5).total.low / after(1).total.low).toBeLessThan(1.1);
  });

  it('holds the run that it learnt from', () => {
    const parts = { overhead: 1, epoch: 70, test: 3 };
    const { total } = estimate(
      cnn,
      [1, 2, 3].map(() => completed(cnn, parts)),
    );
    const took = 1.2 + 10 * 70 + 3;
    expect(total.low).toBeLessThan(took);
    expect(total.high).toBeGreaterThan(took);
  });
});
