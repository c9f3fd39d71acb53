import { describe, expect, it } from 'vitest';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../../../src/shared/spec/architecture.ts';
import { checkSpec } from '../../../../src/shared/spec/experimentSpec.ts';
import { findPreset, PRESETS, STUDY_PRESETS } from '../../../../src/shared/spec/presets/index.ts';

describe('the presets', () => {
  it("are the study's three models, in its order, and the best of each family", () => {
    expect(STUDY_PRESETS.map(({ id, title }) => [id, title])).toEqual([
      ['cnn', 'CNN'],
      ['cnn2', 'CNN 2'],
      ['rnn', 'RNN'],
    ]);
    expect(PRESETS.map(({ title }) => title)).toEqual(['CNN', 'CNN 2', 'CNN 3', 'RNN', 'RNN 2']);
    expect(findPreset('vgg')).toBeUndefined();
  });

  it.each(PRESETS)('$id can be built', ({ id, spec }) => {
    expect(spec.model).toBe(id);
    expect(checkSpec(spec, [FASHION_MNIST]).ok).toBe(true);
  });

  it.each(STUDY_PRESETS)('$id trains as the study trained', ({ id, spec }) => {
    expect(spec).toMatchObject({
      model: id,
      dataset: { id: 'fashion-mnist', samples: null, testSamples: null, validationShare: 0.2 },
      training: {
        epochs: 10,
        batchSize: 256,
        optimizer: { type: 'Adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
        loss: 'categoricalCrossentropy',
      },
    });
  });

  it.each(PRESETS)('$id ends with a softmax over the ten classes', ({ spec }) => {
    const { imageShape, classNames } = FASHION_MNIST;
    const report = inspectArchitecture(spec.architecture, imageShape, classNames.length);
    expect(report.output).toEqual([10]);
    expect(spec.architecture.layers.at(-1)).toMatchObject({ type: 'Dense', activation: 'softmax' });
  });

  it('has the layers that the study describes', () => {
    const weighted = (id: string): unknown[] =>
      (findPreset(id)?.spec.architecture.layers ?? []).flatMap((layer) => {
        if (layer.type === 'Conv2D') return [`conv ${layer.filters}`];
        if (layer.type === 'Dense' || layer.type === 'LSTM')
          return [`${layer.type} ${layer.units}`];
        return layer.type === 'MaxPooling2D' ? ['pool'] : [];
      });
    expect(weighted('cnn')).toEqual(['conv 32', 'conv 32', 'Dense 512', 'Dense 128', 'Dense 10']);
    expect(weighted('cnn2').slice(-3)).toEqual(['Dense 512', 'Dense 128', 'Dense 10']);
    expect(weighted('cnn2')).toEqual(expect.arrayContaining(['conv 64', 'conv 128', 'pool']));
    expect(weighted('rnn')[0]).toBe('LSTM 128');
  });
});
