import { BUILT_IN_DATASETS } from '../../../../src/shared/dataset/fashionMnist.ts';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/shared/errors.ts';
import { checkSpec, parseSpec } from '../../../../src/shared/spec/experimentSpec.ts';
import { SMALL_DATASET } from '../../../helpers/smallDataset.ts';
import { setParam } from '../../../../src/shared/spec/setParam.ts';
import { presetSpec } from './specs.ts';

const cnn = presetSpec('cnn');

const problemsOf = (input: unknown): readonly { path: string; message: string }[] => {
  const check = checkSpec(input, BUILT_IN_DATASETS);
  return check.ok ? [] : check.problems;
};

describe('checkSpec', () => {
  it('accepts a spec and says what its network is', () => {
    const check = checkSpec(cnn, BUILT_IN_DATASETS);
    expect(check).toMatchObject({ ok: true, spec: cnn, report: { output: [10] } });
  });

  it('fills in defaults, so that a short spec is a whole one', () => {
    const short = {
      version: 1,
      model: '  mine ',
      dataset: { id: 'fashion-mnist' },
      architecture: {
        input: 'image',
        layers: [{ type: 'Flatten' }, { type: 'Dense', units: 10, activation: 'softmax' }],
      },
      training: {
        epochs: 1,
        batchSize: 8,
        optimizer: { type: 'SGD' },
        loss: 'categoricalCrossentropy',
      },
      seed: 0,
    };
    expect(parseSpec(short, BUILT_IN_DATASETS)).toEqual({
      ...short,
      model: 'mine',
      execution: { computeType: 'float32', workers: 'auto', threads: 'auto' },
      dataset: { id: 'fashion-mnist', samples: null, testSamples: null, validationShare: 0.2 },
      architecture: {
        input: 'image',
        layers: [
          { type: 'Flatten' },
          {
            type: 'Dense',
            units: 10,
            activation: 'softmax',
            useBias: true,
            kernelInitializer: 'glorotUniform',
            kernelL1: 0,
            kernelL2: 0,
            biasInitializer: 'zeros',
            biasL1: 0,
            biasL2: 0,
          },
        ],
      },
      training: {
        ...short.training,
        optimizer: { type: 'SGD', learningRate: 0.01, momentum: 0, nesterov: false },
        schedule: { type: 'constant' },
        labelSmoothing: 0,
        classWeights: null,
        clipping: null,
        augmentation: null,
        earlyStopping: null,
        keepBest: null,
      },
    });
  });

  it.each([
    ['seed', -1, 'seed must be a whole number from 0 to 2147483647'],
    ['training.epochs', 0, 'epochs must be a whole number from 1 to 10000'],
    ['training.batchSize', 1.5, 'batchSize must be a whole number from 1 to 8192'],
    ['training.optimizer.learningRate', 0, 'learningRate must be a number from 1e-7 to 1000000'],
    ['training.optimizer.beta1', 1, 'beta1 must be a number from 0 to 0.99999'],
    ['training.loss', 'mse', 'loss must be categoricalCrossentropy'],
    [
      'training.optimizer',
      { type: 'Lion' },
      'optimizer type must be Adam, AdamW, SGD, RMSprop or Adagrad',
      'training.optimizer.type',
    ],
    [
      'training.schedule',
      { type: 'linear' },
      'schedule type must be one of constant, step, exponential, cosine, oneCycle, reduceOnPlateau',
      'training.schedule.type',
    ],
    [
      'training.schedule',
      { type: 'cosine', warmupEpochs: 10 },
      'warmupEpochs must be less than the 10 epochs of the run',
      'training.schedule.warmupEpochs',
    ],
    ['training.labelSmoothing', 0.6, 'labelSmoothing must be a number from 0 to 0.5'],
    ['training.classWeights', [1, 2], 'classWeights must have 10 numbers, one a class, but has 2'],
    [
      'training.classWeights',
      [0, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      'classWeights must be a number from 0.001 to 1000',
      'training.classWeights.0',
    ],
    [
      'training.clipping',
      { type: 'clipnorm', value: 0 },
      'value must be a number from 0.000001 to 1000000',
      'training.clipping.value',
    ],
    [
      'training.augmentation',
      { shift: 0.5 },
      'shift must be a whole number from 0 to 64',
      'training.augmentation.shift',
    ],
    [
      'training.earlyStopping',
      { monitor: 'loss' },
      'monitor must be valLoss or valAccuracy',
      'training.earlyStopping.monitor',
    ],
    ['training.keepBest', 'loss', 'keepBest must be null, valLoss or valAccuracy'],
    ['dataset.samples', 10, 'samples must be a whole number from 50 to 60000'],
    ['dataset.validationShare', 0.9, 'validationShare must be a number from 0.05 to 0.5'],
    ['dataset.id', 'mnist', 'dataset must be fashion-mnist'],
    ['architecture.input', 'sound', 'input must be image or sequence'],
    ['architecture.layers.4.rate', 1, 'rate must be a number from 0 to 0.95'],
    ['architecture.layers.0.filters', 'many', 'filters must be a whole number from 1 to 4096'],
    ['model', ' ', 'model must have a name'],
    ['version', 2, 'version must be 1'],
  ])('names the field %s and what would be right', (path, value, message, place = path) => {
    const problems = problemsOf(setParam(cnn, path, value));
    expect(problems.map((problem) => problem.path)).toEqual([place]);
    expect(problems[0]?.message).toBe(message);
  });

  it('refuses a field it does not know', () => {
    expect(problemsOf({ ...cnn, colour: 'red' })[0]?.message).toContain('colour');
  });

  it('takes blocks three deep, and says so of a fourth', () => {
    const nested = (depth: number): object =>
      depth === 0
        ? { type: 'Dropout', rate: 0.1 }
        : { type: 'Residual', layers: [nested(depth - 1)] };
    const layers = (depth: number): unknown[] => [nested(depth), ...cnn.architecture.layers];
    expect(problemsOf(setParam(cnn, 'architecture.layers', layers(3)))).toEqual([]);
    expect(problemsOf(setParam(cnn, 'architecture.layers', layers(4)))).toEqual([
      {
        path: 'architecture.layers.0.layers.0.layers.0.layers.0.type',
        message: 'Residual blocks may stand 3 deep, and no deeper',
      },
    ]);
    const many = { type: 'Residual', layers: Array.from({ length: 200 }, () => nested(0)) };
    const crowded = [many, ...cnn.architecture.layers];
    expect(problemsOf(setParam(cnn, 'architecture.layers', crowded))).toMatchObject([
      { path: 'architecture.layers', message: /at most 200 layers, those inside blocks counted/ },
    ]);
  });

  it('names a wrong layer inside a block by its path', () => {
    const block = (filters: number) => ({
      type: 'Residual',
      layers: [{ type: 'Conv2D', filters, kernelSize: 30 }],
    });
    const wrong = (filters: number) =>
      problemsOf(
        setParam(cnn, 'architecture.layers', [block(filters), ...cnn.architecture.layers]),
      ).map(({ path }) => path);
    expect(wrong(0)).toEqual(['architecture.layers.0.layers.0.filters']);
    expect(wrong(1)).toEqual(['architecture.layers.0.layers.0.kernelSize']);
  });

  it('refuses a layer it does not know, and lists those it does', () => {
    const layers = [{ type: 'Attention' }];
    const [problem] = problemsOf(setParam(cnn, 'architecture.layers', layers));
    expect(problem?.message).toMatch(/"Attention" is unknown; use one of Conv2D, .*Residual$/);
  });

  it('names the layer that cannot take its input', () => {
    const rnn = setParam(presetSpec('rnn'), 'architecture.input', 'image');
    expect(problemsOf(rnn)).toMatchObject([{ path: 'architecture.layers.0' }]);
  });

  it('refuses a network that does not end with probabilities of ten classes', () => {
    const last = cnn.architecture.layers.length - 1;
    const wide = setParam(cnn, `architecture.layers.${last}.units`, 11);
    expect(problemsOf(wide)).toMatchObject([{ path: `architecture.layers.${last}.units` }]);
    const raw = setParam(cnn, `architecture.layers.${last}.activation`, 'linear');
    expect(problemsOf(raw)).toMatchObject([
      {
        path: `architecture.layers.${last}.activation`,
        hint: 'Set its activation to softmax',
      },
    ]);
  });

  it('refuses a dilated convolution that would have to train on ordinary tfjs', () => {
    const layers = (activation: string): object[] => [
      {
        type: 'Residual',
        layers: [{ type: 'Conv2D', filters: 1, padding: 'same', dilationRate: 2 }],
      },
      { type: 'Reshape', targetShape: [28, 28] },
      { type: 'LSTM', units: 4, activation },
      { type: 'Dense', units: 10, activation: 'softmax' },
    ];
    expect(problemsOf(setParam(cnn, 'architecture.layers', layers('tanh')))).toEqual([]);
    expect(problemsOf(setParam(cnn, 'architecture.layers', layers('relu')))).toMatchObject([
      {
        path: 'architecture.layers.0.layers.0.dilationRate',
        message: expect.stringContaining('beside LSTM with relu') as string,
      },
    ]);
  });

  it.each([null, undefined, 7, 'spec', []])('refuses %j', (input) => {
    expect(checkSpec(input, BUILT_IN_DATASETS).ok).toBe(false);
  });
});

describe('a spec on an imported data set', () => {
  const datasets = [...BUILT_IN_DATASETS, { ...SMALL_DATASET, trainCount: 400 }];
  const onShapes = (changes: Record<string, unknown> = {}): unknown =>
    Object.entries({ 'dataset.id': 'shapes', ...changes }).reduce<unknown>(
      (spec, [path, value]) => setParam(spec, path, value),
      {
        ...cnn,
        architecture: {
          input: 'image',
          layers: [{ type: 'Flatten' }, { type: 'Dense', units: 3, activation: 'softmax' }],
        },
      },
    );

  it('has the shape and the classes of that set', () => {
    const check = checkSpec(onShapes(), datasets);
    expect(check).toMatchObject({ ok: true, report: { trainableParameters: 8 * 6 * 3 * 3 + 3 } });
    expect(checkSpec(onShapes({ 'architecture.layers.1.units': 10 }), datasets)).toMatchObject({
      problems: [{ message: 'The network ends with 10, but the data has 3 classes' }],
    });
  });

  it('uses at most the images that set has, and may use a small one whole', () => {
    expect(checkSpec(onShapes({ 'dataset.samples': 401 }), datasets)).toMatchObject({
      problems: [{ message: 'samples must be a whole number from 50 to 400' }],
    });
    expect(checkSpec(onShapes({ 'dataset.testSamples': 6 }), datasets).ok).toBe(true);
    expect(checkSpec(onShapes({ 'dataset.testSamples': 5 }), datasets)).toMatchObject({
      problems: [{ message: 'testSamples must be a whole number from 6 to 6' }],
    });
  });

  it('is refused where that set is not', () => {
    expect(checkSpec(onShapes(), BUILT_IN_DATASETS)).toMatchObject({
      problems: [{ path: 'dataset.id', message: 'dataset must be fashion-mnist' }],
    });
    expect(checkSpec(onShapes({ 'dataset.id': 'forms' }), datasets)).toMatchObject({
      problems: [{ message: 'dataset must be one of fashion-mnist, shapes' }],
    });
  });

  it('names the data beside the other fields that are wrong', () => {
    const wrong = onShapes({ 'dataset.samples': 401, seed: -1 });
    const check = checkSpec(wrong, datasets);
    expect(check.ok ? [] : check.problems.map(({ path }) => path)).toEqual([
      'seed',
      'dataset.samples',
    ]);
  });
});

describe('parseSpec', () => {
  it('throws one error that names every field', () => {
    const bad = setParam(setParam(cnn, 'seed', -1), 'training.epochs', 0);
    const parse = (): unknown => parseSpec(bad, BUILT_IN_DATASETS);
    expect(parse).toThrow(LabError);
    expect(parse).toThrow(/training\.epochs: .*; seed: |seed: .*; training\.epochs: /);
  });
});
