import { describe, expect, it } from 'vitest';
import { correctionFor } from '../../../../src/shared/cost/corrections.ts';
import { dataShapeOf } from '../../../../src/shared/cost/dataShape.ts';
import { estimateTime } from '../../../../src/shared/cost/estimateTime.ts';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import { sampleRates } from '../../store/samples.ts';

const rates = sampleRates();
const cnn = findPreset('cnn')!.spec;
const rnn = findPreset('rnn')!.spec;
const estimate = (spec: typeof cnn, ratios: Parameters<typeof estimateTime>[3] = []) =>
  estimateTime(spec, dataShapeOf(spec, FASHION_MNIST), rates, ratios);

describe('estimateTime', () => {
  it('follows products, values, weights and operations', () => {
    const { modelledSeconds, perEpoch, perStep } = estimate(cnn);
    // 14.9 million products an image at 2 ns, and three to four passes over its values.
    const products = 14.9e6 * 2e-9;
    const step = (perStep.low + perStep.high) / 2;
    expect(step / (256 * products)).toBeGreaterThan(1);
    expect(step / (256 * products)).toBeLessThan(1.4);
    expect(modelledSeconds).toBeGreaterThan((10 * (perEpoch.low + perEpoch.high)) / 2 / 1.2);
  });

  it('takes twice as long for twice the epochs, but reads the data once', () => {
    const twice = { ...cnn, training: { ...cnn.training, epochs: 20 } };
    const ratio = estimate(twice).modelledSeconds / estimate(cnn).modelledSeconds;
    expect(ratio).toBeGreaterThan(1.9);
    expect(ratio).toBeLessThan(2);
  });

  it('takes one forward pass for the test, and more for its many batches where there is little else', () => {
    const testSeconds = (spec: typeof cnn) => {
      const data = dataShapeOf(spec, FASHION_MNIST);
      const of = (testCount: number) => estimateTime(spec, { ...data, testCount }, rates);
      return of(10_000).modelledSeconds - of(0).modelledSeconds;
    };
    const products = 10_000 * 14.9e6 * 1e-9;
    expect(testSeconds(cnn) / products).toBeGreaterThan(1);
    expect(testSeconds(cnn) / products).toBeLessThan(1.4);
    const layers: typeof cnn.architecture.layers = [
      { type: 'Flatten' },
      { ...cnn.architecture.layers.at(-1)! },
    ];
    const small = { ...cnn, architecture: { ...cnn.architecture, layers } };
    const forward = 10_000 * 7840 * 1e-9;
    // 313 batches of 16 operations, 10 µs each.
    expect(testSeconds(small)).toBeGreaterThan(forward + 0.04);
  });

  it('is corrected by runs of the same kind, and less surely by others', () => {
    const { family } = estimate(cnn);
    expect(family).toBe('convolutional, native');
    expect(estimate(rnn).family).toBe('recurrent, native');
    const slow = [2, 2.1, 1.9, 2].map((ratio) => ({ family, ratio }));
    const own = estimate(cnn, slow);
    expect(own.corrections).toBe(4);
    expect(own.total.low).toBeLessThan(2 * own.modelledSeconds);
    expect(own.total.high).toBeGreaterThan(2 * own.modelledSeconds);
    expect(own.total.high / own.total.low).toBeLessThan(1.4);
    const other = estimate(rnn, slow);
    expect(other.total.low).toBeGreaterThan(other.modelledSeconds);
    expect(other.total.high / other.total.low).toBeGreaterThan(1.8);
  });
});

describe('correctionFor', () => {
  it('has a wide range around the calibration itself before any run', () => {
    expect(correctionFor('dense', [])).toEqual({ low: 0.65, high: 1.6, runs: 0 });
  });

  it('does not follow one run that something else slowed down', () => {
    const ratios = [1, 1, 5, 1, 1].map((ratio) => ({ family: 'dense', ratio }));
    const { low, high } = correctionFor('dense', ratios);
    expect(low).toBeLessThan(1);
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeGreaterThan(1);
  });

  it('holds nine of ten runs that differ as those before did', () => {
    const ratios = Array.from({ length: 12 }, (_, place) => ({
      family: 'dense',
      ratio: 0.9 + place / 40,
    }));
    const { low, high } = correctionFor('dense', ratios);
    expect(ratios.filter(({ ratio }) => ratio >= low && ratio <= high).length).toBe(12);
  });

  it('forgets what is long ago', () => {
    const ratios = [...Array<number>(12).fill(1), ...Array<number>(12).fill(3)];
    const all = ratios.map((ratio) => ({ family: 'dense', ratio }));
    expect(correctionFor('dense', all).high).toBeLessThan(1.2);
  });
});
