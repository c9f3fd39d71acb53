import { describe, expect, it } from 'vitest';
import { dataShapeOf } from '../../../../src/shared/cost/dataShape.ts';
import { expectedEngine, predictPeakMemory } from '../../../../src/shared/cost/peakMemory.ts';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { parseSpec } from '../../../../src/shared/spec/experimentSpec.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';

const softmax = { type: 'Dense', units: 10, activation: 'softmax' };

function specOf(layers: readonly unknown[], training: object = {}, input = 'image') {
  return parseSpec(
    {
      version: 1,
      model: 'any',
      dataset: { id: 'fashion-mnist' },
      architecture: { input, layers },
      training: {
        epochs: 1,
        batchSize: 256,
        optimizer: { type: 'Adam' },
        loss: 'categoricalCrossentropy',
        ...training,
      },
      seed: 1,
    },
    BUILT_IN_DATASETS,
  );
}

function predict(spec: ReturnType<typeof specOf>, engine?: 'native' | 'stock') {
  return predictPeakMemory(spec, dataShapeOf(spec, FASHION_MNIST), { ...(engine && { engine }) });
}

describe('predictPeakMemory', () => {
  // Measured by `npm run bench -- memory`; docs/performance.md has the whole table.
  it.each([
    ['cnn', 1016e6],
    ['cnn2', 834e6],
    ['rnn', 649e6],
  ])('predicts %s within 20 % of what it was measured to use', (id, used) => {
    const { spec } = findPreset(id)!;
    const { bytes } = predict(spec);
    expect(bytes / used).toBeGreaterThan(0.8);
    expect(bytes / used).toBeLessThan(1.2);
  });

  // Measured with two workers, as a run on two cores tries them.
  it('knows what a second worker takes', () => {
    const { spec } = findPreset('rnn')!;
    const data = dataShapeOf(spec, FASHION_MNIST);
    const { bytes } = predictPeakMemory(spec, data, { workers: 2 });
    expect(bytes / 694e6).toBeGreaterThan(0.8);
    expect(bytes / 694e6).toBeLessThan(1.2);
    const stock = predictPeakMemory(spec, data, { engine: 'stock', workers: 2 });
    expect(stock.bytes).toBe(predictPeakMemory(spec, data, { engine: 'stock' }).bytes);
  });

  it('adds up its parts', () => {
    const { bytes, ...parts } = predict(findPreset('cnn')!.spec);
    const sum = Object.values(parts).reduce((total, part) => total + part, 0);
    expect(bytes).toBe(Math.round(sum));
  });

  it('keeps two values a weight for Adam, one for momentum and none for plain descent', () => {
    const layers = [{ type: 'Flatten' }, { type: 'Dense', units: 100 }, softmax];
    const weights = 4 * (784 * 100 + 100 + 1010);
    const of = (optimizer: object) => predict(specOf(layers, { optimizer })).weightBytes;
    const plain = of({ type: 'SGD' });
    expect(of({ type: 'SGD', momentum: 0.9 }) - plain).toBeCloseTo(weights);
    expect(of({ type: 'Adam' }) - plain).toBeCloseTo(2 * weights);
  });

  it('grows with the batch, but not beyond the images there are', () => {
    const layers = [{ type: 'Conv2D', filters: 8 }, { type: 'Flatten' }, softmax];
    const small = predict(specOf(layers, { batchSize: 512 })).stepBytes;
    const large = predict(specOf(layers, { batchSize: 1024 })).stepBytes;
    expect(large / small).toBeGreaterThan(1.8);
    const spec = specOf(layers, { batchSize: 1024 });
    const few = { ...dataShapeOf(spec, FASHION_MNIST), trainCount: 512 };
    expect(predictPeakMemory(spec, few).stepBytes).toBeCloseTo(small);
  });

  it('knows that nothing on the way back reads what a linear stack of reshapings passes on', () => {
    const flat = specOf([{ type: 'Flatten' }, softmax]);
    const twice = specOf([{ type: 'Flatten' }, { type: 'Reshape', targetShape: [784] }, softmax]);
    expect(predict(twice).stepBytes).toBe(predict(flat).stepBytes);
  });

  it('needs more on ordinary tfjs, which frees nothing before the end of a step', () => {
    const { spec } = findPreset('cnn2')!;
    expect(predict(spec, 'stock').bytes).toBeGreaterThan(2 * predict(spec, 'native').bytes);
  });

  it('is made in no time, however absurd the network', () => {
    const spec = specOf(
      [...Array<object>(199).fill({ type: 'LeakyReLU' }), { type: 'Flatten' }]
        .slice(1)
        .concat(softmax),
    );
    expect(Number.isFinite(predict(spec).bytes)).toBe(true);
  });
});

describe('expectedEngine', () => {
  it('knows which recurrent layers have no kernel', () => {
    const lstm = (activation: string) =>
      specOf([{ type: 'LSTM', units: 4, activation }, softmax], {}, 'sequence');
    expect(expectedEngine(lstm('tanh'))).toBe('native');
    expect(expectedEngine(lstm('relu'))).toBe('stock');
  });
});
