import { describe, expect, it } from 'vitest';
import { alignLayers } from '../../../../src/shared/compare/alignLayers.ts';
import { describeLayer } from '../../../../src/shared/compare/describeLayer.ts';
import { paramRows } from '../../../../src/shared/compare/paramRows.ts';
import { layerSchema, newLayer } from '../../../../src/shared/spec/layers/index.ts';
import { BUILT_IN_DATASETS } from '../../../../src/shared/dataset/fashionMnist.ts';
import { parseSpec } from '../../../../src/shared/spec/experimentSpec.ts';
import { setParam } from '../../../../src/shared/spec/setParam.ts';
import { presetSpec } from './runs.ts';

const layers = (...types: Parameters<typeof newLayer>[0][]) => types.map((type) => newLayer(type));
const picture = (slots: ReturnType<typeof alignLayers>) =>
  slots.map((slot) => slot.layers.map((layer) => layer?.type ?? '–').join(' | '));

describe('describeLayer', () => {
  it.each([
    [{ type: 'Conv2D', filters: 32, activation: 'relu' }, '32 filters, 3 × 3, relu'],
    [
      { type: 'Conv2D', filters: 8, kernelSize: 5, strides: 2, padding: 'same', useBias: false },
      '8 filters, 5 × 5, strides 2 × 2, same, no bias',
    ],
    [{ type: 'MaxPooling2D' }, '2 × 2'],
    [{ type: 'BatchNormalization' }, ''],
    [{ type: 'BatchNormalization', momentum: 0.9 }, 'momentum 0.9'],
    [{ type: 'Dropout', rate: 0.25 }, 'rate 0.25'],
    [{ type: 'Flatten' }, ''],
    [{ type: 'Dense', units: 10, activation: 'softmax' }, '10 units, softmax'],
    [{ type: 'LSTM', units: 128, returnSequences: true }, '128 units, return sequences'],
    [{ type: 'Activation', activation: 'relu' }, 'relu'],
  ])('says what matters of %j', (layer, words) => {
    expect(describeLayer(layerSchema.parse(layer))).toBe(words);
  });
});

describe('alignLayers', () => {
  it('keeps equal stacks in step', () => {
    const stack = layers('Conv2D', 'Flatten', 'Dense');
    expect(picture(alignLayers([stack, stack, stack]))).toEqual([
      'Conv2D | Conv2D | Conv2D',
      'Flatten | Flatten | Flatten',
      'Dense | Dense | Dense',
    ]);
  });

  it('gives what was put in or taken out a row of its own', () => {
    const one = layers('Conv2D', 'Dropout', 'Flatten', 'Dense');
    const other = layers('Conv2D', 'MaxPooling2D', 'Flatten', 'Dense');
    expect(picture(alignLayers([one, other, layers('LSTM', 'Dense')]))).toEqual([
      'Conv2D | Conv2D | –',
      'Dropout | – | –',
      '– | MaxPooling2D | –',
      'Flatten | Flatten | –',
      '– | – | LSTM',
      'Dense | Dense | Dense',
    ]);
  });

  it('prefers the layer with the same options', () => {
    const [wide, narrow] = [128, 10].map((units) => layerSchema.parse({ type: 'Dense', units }));
    const slots = alignLayers([[wide, narrow] as never, [narrow] as never]);
    expect(slots.map((slot) => slot.layers)).toEqual([
      [wide, undefined],
      [narrow, narrow],
    ]);
  });
});

describe('paramRows', () => {
  it('marks what differs, in words', () => {
    const cnn = presetSpec('cnn');
    let other = setParam(cnn, 'architecture.layers.4.rate', 0.4);
    other = setParam(other, 'dataset.samples', 2000);
    other = setParam(other, 'training.optimizer', {
      type: 'SGD',
      learningRate: 0.01,
      momentum: 0.9,
      nesterov: true,
    });
    const rows = paramRows([cnn, other]).filter(({ differs }) => differs);
    expect(rows.map(({ label, values }) => [label, ...values])).toEqual([
      ['Training images', 'all 60,000', '2,000'],
      ['Dropout', 'rate 0.5', 'rate 0.4'],
      ['Optimiser', 'Adam', 'SGD'],
      ['Learning rate', '0.001', '0.01'],
      ['Beta 1', '0.9', null],
      ['Beta 2', '0.999', null],
      ['Epsilon', '1e-7', null],
      ['Momentum', null, '0.9'],
      ['Nesterov', null, 'yes'],
    ]);
  });

  it('says each training option that one of them uses in a row of words', () => {
    const spec = presetSpec('rnn');
    const other = [
      ['training.schedule', { type: 'cosine', warmupEpochs: 2 }],
      ['training.labelSmoothing', 0.1],
      ['training.classWeights', [2, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
      ['training.clipping', { type: 'clipnorm', value: 1 }],
      ['training.augmentation', { shift: 2, horizontalFlip: true }],
      ['training.earlyStopping', { patience: 3 }],
      ['training.keepBest', 'valAccuracy'],
    ] as const;
    const changed = parseSpec(
      other.reduce<unknown>((value, [path, part]) => setParam(value, path, part), spec),
      BUILT_IN_DATASETS,
    );
    const rows = paramRows([spec, changed]).filter(({ differs }) => differs);
    expect(rows.map(({ label, values }) => [label, ...values])).toEqual([
      ['Schedule', 'constant', 'cosine, 2 epochs of warm-up'],
      ['Label smoothing', 'off', '0.1'],
      ['Class weights', 'off', '2, 1, 1, 1, 1, 1, 1, 1, 1, 1'],
      ['Gradient clipping', 'off', 'clipnorm 1'],
      ['Augmentation', 'off', 'shift 2 px, flip sideways'],
      ['Early stopping', 'off', 'after 3 epochs without a better validation loss'],
      ['Keep best', 'off', 'of best validation accuracy'],
    ]);
  });

  it('lists everything once, in groups', () => {
    const rows = paramRows([presetSpec('rnn'), presetSpec('rnn')]);
    expect(rows.some(({ differs }) => differs)).toBe(false);
    expect(rows.map(({ group, label, values }) => `${group}: ${label} ${values[0] ?? ''}`)).toEqual(
      [
        'Run: Model rnn',
        'Run: Compute in float32',
        'Run: Workers auto',
        'Run: Threads auto',
        'Run: Seed 1',
        'Data: Data set fashion-mnist',
        'Data: Training images all 60,000',
        'Data: Test images all 10,000',
        'Data: Validation share 0.2',
        'Network: Input sequence',
        'Network: LSTM 128 units',
        'Network: Dropout rate 0.3',
        'Network: Dense 128 units, relu',
        'Network: Dropout rate 0.3',
        'Network: Dense 10 units, softmax',
        'Training: Epochs 10',
        'Training: Batch size 256',
        'Training: Optimiser Adam',
        'Training: Learning rate 0.001',
        'Training: Beta 1 0.9',
        'Training: Beta 2 0.999',
        'Training: Epsilon 1e-7',
        'Training: Loss categorical cross-entropy',
      ],
    );
  });

  it('gives the layers inside a block rows of their own', () => {
    const block = (filters: number, activation: string) =>
      layerSchema.parse({
        type: 'Residual',
        layers: [
          { type: 'Conv2D', filters, padding: 'same' },
          { type: 'Dropout', rate: 0.1 },
        ],
        shortcut: 'projection',
        activation,
      });
    const cnn = presetSpec('cnn');
    const withBlock = (filters: number, activation = 'relu') =>
      setParam(cnn, 'architecture.layers', [
        block(filters, activation),
        ...cnn.architecture.layers,
      ]);
    const differing = (specs: Parameters<typeof paramRows>[0]) =>
      paramRows(specs)
        .filter(({ differs }) => differs)
        .map(({ label, values }) => [label, ...values]);
    expect(differing([withBlock(8), withBlock(16)])).toEqual([
      ['Residual › Conv2D', '8 filters, 3 × 3, same', '16 filters, 3 × 3, same'],
    ]);
    expect(differing([withBlock(8), withBlock(8, 'tanh')])).toEqual([
      ['Residual', '2 layers, projection, relu', '2 layers, projection, tanh'],
    ]);
    expect(differing([cnn, withBlock(8)]).map(([label]) => label)).toEqual([
      'Residual',
      'Residual › Conv2D',
      'Residual › Dropout',
    ]);
  });
});
