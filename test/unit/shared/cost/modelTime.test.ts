import { describe, expect, it } from 'vitest';
import { dataShapeOf } from '../../../../src/shared/cost/dataShape.ts';
import { modelTime } from '../../../../src/shared/cost/modelTime.ts';
import type { TimePlan } from '../../../../src/shared/cost/passTime.ts';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import { sampleMachineRates, sampleRates } from '../../store/samples.ts';

const cnn = findPreset('cnn')!.spec;
const rnn = findPreset('rnn')!.spec;
const ALONE: TimePlan = { engine: 'native', workers: 1, threads: null };

const model = (spec: typeof cnn, plan: Partial<TimePlan> = {}, rates = sampleMachineRates()) =>
  modelTime(spec, dataShapeOf(spec, FASHION_MNIST), rates, { ...ALONE, ...plan });

describe('modelTime', () => {
  it('follows products, values and weights', () => {
    const { step, epoch } = model(cnn);
    // 14.9 million products an image at 2 ns, and three to four passes over its values.
    const products = 256 * 14.9e6 * 2e-9;
    expect(step / products).toBeGreaterThan(1);
    expect(step / products).toBeLessThan(1.4);
    expect(epoch).toBeGreaterThan((48_000 / 256) * step);
  });

  it('takes one forward pass for the test, and more for its many batches where there is little else', () => {
    const products = 10_000 * 14.9e6 * 1e-9;
    expect(model(cnn).test / products).toBeGreaterThan(1);
    expect(model(cnn).test / products).toBeLessThan(1.4);
    const layers: typeof cnn.architecture.layers = [
      { type: 'Flatten' },
      { ...cnn.architecture.layers.at(-1)! },
    ];
    const small = { ...cnn, architecture: { ...cnn.architecture, layers } };
    // 313 batches of two layers and the loss, 50 µs each.
    expect(model(small).test).toBeGreaterThan(10_000 * 7840 * 1e-9 + 0.04);
  });

  it('shares what follows the images among workers, and adds their exchange of gradients', () => {
    const [alone, two] = [1, 2].map((workers) => model(rnn, { workers, threads: 1 }));
    expect(two!.epoch).toBeLessThan(0.7 * alone!.epoch);
    expect(two!.epoch).toBeGreaterThan(0.5 * alone!.epoch);
    expect(two!.test).toBeLessThan(0.7 * alone!.test);
    expect(two!.overhead).toBeGreaterThan(alone!.overhead);
  });

  it('says what a trial takes, and leaves open how it goes', () => {
    const [alone, two] = [1, 2].map((workers) => model(rnn, { workers, threads: 1 }));
    const trial = model(rnn, { workers: { trialOf: 2 }, threads: 1 });
    expect(trial.epoch).toBeGreaterThan(two!.epoch);
    expect(trial.epoch).toBeLessThan(alone!.epoch);
    const round = 4 * (alone!.step + two!.step);
    expect((trial.overhead - two!.overhead) / round).toBeCloseTo(Math.min(3, Math.ceil(3 / round)));
  });

  it('knows that one thread may be quicker than every, and that between them none is', () => {
    const slow = sampleRates();
    const pace = { train: 4e-9, predict: 2e-9 };
    const everyThread = { ...slow, work: { ...slow.work, LSTMProducts: pace } };
    const rates = { everyThread, oneThread: sampleRates() };
    const of = (threads: number | null) => model(rnn, { threads }, rates).epoch;
    expect(of(1)).toBeLessThan(of(null));
    expect(of(2)).toBe(of(null));
  });

  it('has overhead for weights, checkpoints and orthonormal matrices', () => {
    const epochs = (count: number) => ({ ...cnn, training: { ...cnn.training, epochs: count } });
    const checkpoint = model(epochs(2)).overhead - model(epochs(1)).overhead;
    // Nine and a half million weights with Adam's two values each.
    expect(checkpoint).toBeGreaterThan(0.2);
    expect(checkpoint).toBeLessThan(0.6);
    const units = (count: number) => ({
      ...rnn,
      architecture: {
        ...rnn.architecture,
        layers: rnn.architecture.layers.map((layer) =>
          layer.type === 'LSTM' ? { ...layer, units: count } : layer,
        ),
      },
    });
    const drawn = model(units(512)).overhead - model(units(64)).overhead;
    expect(drawn).toBeGreaterThan(1.5);
    expect(drawn).toBeLessThan(3);
  });
});
