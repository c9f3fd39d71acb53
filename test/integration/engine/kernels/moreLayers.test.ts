import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedLayerError } from '../../../../src/trainer/kernels/createKernel.ts';
import { tf } from '../../../../src/trainer/tf.ts';
import { checkLayer, kernelOf } from './checkLayer.ts';

const runs = { numRuns: 20 };
const size = (min: number, max: number) => fc.integer({ min, max });
const seed = fc.integer({ min: 0, max: 1_000_000 });
const padding = fc.constantFrom('same' as const, 'valid' as const);
/** Batch, rows, columns, channels. */
const image = fc.tuple(size(1, 3), size(4, 9), size(4, 9), size(1, 5));
/** Batch, steps, features; stock tfjs has no gradient for a sequence of one step. */
const sequence = fc.tuple(size(1, 4), size(2, 6), size(1, 6));

describe('convolutions by channel agree with stock tfjs', () => {
  const options = fc.record({
    kernelSize: size(1, 3),
    depthMultiplier: size(1, 3),
    strides: size(1, 2),
    padding,
    useBias: fc.boolean(),
    activation: fc.constantFrom('linear' as const, 'relu' as const, 'swish' as const),
  });

  it('DepthwiseConv2D', () => {
    fc.assert(
      fc.property(image, options, seed, (inputShape, own, s) => {
        checkLayer({ layer: tf.layers.depthwiseConv2d(own), inputShapes: [inputShape], seed: s });
      }),
      runs,
    );
  });

  it('SeparableConv2D', () => {
    fc.assert(
      fc.property(image, options, size(1, 6), seed, (inputShape, own, filters, s) => {
        const layer = tf.layers.separableConv2d({ ...own, filters });
        checkLayer({ layer, inputShapes: [inputShape], seed: s });
      }),
      runs,
    );
  });

  it('Conv2D and Dense with swish, whose gradient reads the input', () => {
    fc.assert(
      fc.property(image, seed, (inputShape, s) => {
        const conv = tf.layers.conv2d({ filters: 3, kernelSize: 2, activation: 'swish' });
        checkLayer({ layer: conv, inputShapes: [inputShape], seed: s });
        const dense = tf.layers.dense({ units: 4, activation: 'swish' });
        checkLayer({ layer: dense, inputShapes: [inputShape], seed: s });
        const layer = tf.layers.activation({ activation: 'swish' });
        checkLayer({ layer, inputShapes: [inputShape], seed: s });
      }),
      runs,
    );
  });
});

describe('layers without weights agree with stock tfjs', () => {
  it('global pooling and zero padding', () => {
    const margin = fc.tuple(size(0, 2), size(0, 2));
    fc.assert(
      fc.property(image, margin, margin, seed, (inputShape, rows, columns, s) => {
        const inputShapes = [inputShape];
        checkLayer({ layer: tf.layers.globalAveragePooling2d({}), inputShapes, seed: s });
        checkLayer({ layer: tf.layers.globalMaxPooling2d({}), inputShapes, seed: s });
        const layer = tf.layers.zeroPadding2d({ padding: [rows, columns] });
        checkLayer({ layer, inputShapes, seed: s });
      }),
      runs,
    );
  });

  it('Add and Concatenate', () => {
    fc.assert(
      fc.property(image, size(2, 4), size(1, 3), seed, (inputShape, inputs, axis, s) => {
        const inputShapes = Array.from({ length: inputs }, () => inputShape);
        checkLayer({ layer: tf.layers.add(), inputShapes, seed: s });
        checkLayer({ layer: tf.layers.concatenate({ axis }), inputShapes, seed: s });
      }),
      runs,
    );
  });
});

describe('normalisation and recurrence agree with stock tfjs', () => {
  it('LayerNormalization', () => {
    const shape = fc.oneof(
      fc.tuple(size(1, 6), size(6, 20)),
      fc.tuple(size(1, 4), size(1, 5), size(6, 12)),
    );
    fc.assert(
      fc.property(shape, seed, (inputShape, s) => {
        const layer = tf.layers.layerNormalization({ axis: -1 });
        checkLayer({ layer, inputShapes: [inputShape], seed: s }, 3e-6, 1e-5);
      }),
      runs,
    );
  });

  const recurrence = fc.record({
    units: size(1, 7),
    returnSequences: fc.boolean(),
    goBackwards: fc.boolean(),
    useBias: fc.boolean(),
  });

  it('SimpleRNN', () => {
    const activation = fc.constantFrom('tanh' as const, 'relu' as const, 'linear' as const);
    fc.assert(
      fc.property(sequence, recurrence, activation, seed, (inputShape, own, name, s) => {
        const layer = tf.layers.simpleRNN({ ...own, activation: name });
        checkLayer({ layer, inputShapes: [inputShape], seed: s });
      }),
      runs,
    );
  });

  it('GRU', () => {
    const gates = fc.constantFrom('sigmoid' as const, 'hardSigmoid' as const);
    fc.assert(
      fc.property(sequence, recurrence, gates, seed, (inputShape, own, recurrentActivation, s) => {
        const layer = tf.layers.gru({ ...own, recurrentActivation });
        checkLayer({ layer, inputShapes: [inputShape], seed: s });
      }),
      runs,
    );
  });

  it('Bidirectional', () => {
    const mode = fc.constantFrom('concat' as const, 'sum' as const);
    fc.assert(
      fc.property(
        sequence,
        size(1, 5),
        fc.boolean(),
        mode,
        seed,
        (inputShape, units, all, mergeMode, s) => {
          const own = { units, returnSequences: all };
          const lstm = tf.layers.lstm({ ...own, recurrentActivation: 'sigmoid' });
          const gru = tf.layers.gru(own);
          const simple = tf.layers.simpleRNN(own);
          for (const layer of [lstm, gru, simple]) {
            const both = tf.layers.bidirectional({ layer, mergeMode });
            checkLayer({ layer: both, inputShapes: [inputShape], seed: s });
          }
        },
      ),
      runs,
    );
  });
});

describe('what has no native kernel', () => {
  const cases = [
    [
      'an LSTM with other gates',
      () => tf.layers.lstm({ units: 2, recurrentActivation: 'hardSigmoid' }),
      [3, 2],
    ],
    [
      'dropout inside an LSTM',
      () => tf.layers.lstm({ units: 2, recurrentActivation: 'sigmoid', dropout: 0.2 }),
      [3, 2],
    ],
    [
      'channels first',
      () => tf.layers.conv2d({ filters: 2, kernelSize: 2, dataFormat: 'channelsFirst' }),
      [2, 5, 5],
    ],
    ['a constraint', () => tf.layers.dense({ units: 2, kernelConstraint: 'nonNeg' }), [3]],
    ['an unknown class', () => tf.layers.upSampling2d({ size: [2, 2] }), [4, 4, 1]],
    [
      'depthwise dilation',
      () => tf.layers.depthwiseConv2d({ kernelSize: 2, dilationRate: 2 }),
      [6, 6, 1],
    ],
    ['another axis', () => tf.layers.batchNormalization({ axis: 1 }), [4, 4, 2]],
  ] as const;

  it.each(cases)('is refused by name: %s', (_name, make, shape) => {
    const layer = make();
    layer.apply(tf.input({ shape: [...shape] }));
    expect(() => kernelOf(layer)).toThrow(UnsupportedLayerError);
  });
});
