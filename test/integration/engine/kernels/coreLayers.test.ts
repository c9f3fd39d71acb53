import fc from 'fast-check';
import { describe, it } from 'vitest';
import { tf } from '../../../../src/trainer/tf.ts';
import { checkLayer } from './checkLayer.ts';
import { checkSpreadKernel } from './checkSpreadKernel.ts';

const runs = { numRuns: 25 };
const size = (min: number, max: number) => fc.integer({ min, max });
const seed = fc.integer({ min: 0, max: 1_000_000 });
const activation = fc.constantFrom('linear', 'relu', 'sigmoid', 'tanh', 'elu', 'selu', 'softmax');

describe('native kernels agree with stock tfjs on random shapes', () => {
  it('Dense', () => {
    fc.assert(
      fc.property(
        size(1, 9),
        size(1, 40),
        size(1, 30),
        activation,
        fc.boolean(),
        seed,
        (batch, inputs, units, name, useBias, s) => {
          const layer = tf.layers.dense({ units, activation: name as 'relu', useBias });
          checkLayer({ layer, inputShapes: [[batch, inputs]], seed: s });
        },
      ),
      runs,
    );
  });

  it('Dense over the last axis of a sequence', () => {
    fc.assert(
      fc.property(
        size(1, 4),
        size(1, 6),
        size(1, 12),
        size(1, 9),
        seed,
        (batch, steps, inputs, units, s) => {
          const layer = tf.layers.dense({ units, activation: 'tanh' });
          checkLayer({ layer, inputShapes: [[batch, steps, inputs]], seed: s });
        },
      ),
      runs,
    );
  });

  it('Conv2D with every padding and stride', () => {
    fc.assert(
      fc.property(
        fc.record({
          batch: size(1, 3),
          rows: size(6, 12),
          columns: size(6, 12),
          channels: size(1, 5),
          filters: size(1, 8),
          // A strided 1×1 kernel makes stock tfjs write past its buffer; it has its own check below.
          kernel: fc.constantFrom<[number, number]>([2, 2], [3, 3], [2, 3], [3, 2], [1, 3], [3, 1]),
          strides: fc.tuple(size(1, 3), size(1, 3)),
          padding: fc.constantFrom('same' as const, 'valid' as const),
          name: fc.constantFrom('linear' as const, 'relu' as const, 'tanh' as const),
          useBias: fc.boolean(),
          seed,
        }),
        (c) => {
          const layer = tf.layers.conv2d({
            filters: c.filters,
            kernelSize: c.kernel,
            padding: c.padding,
            activation: c.name,
            useBias: c.useBias,
            strides: c.strides,
          });
          checkLayer({
            layer,
            inputShapes: [[c.batch, c.rows, c.columns, c.channels]],
            seed: c.seed,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('Conv2D with dilation, against the same kernel spread out with zeros', () => {
    fc.assert(
      fc.property(
        size(1, 3),
        size(7, 12),
        size(1, 4),
        size(1, 6),
        fc.tuple(size(1, 3), size(1, 3)),
        fc.constantFrom('same' as const, 'valid' as const),
        seed,
        (batch, side, channels, filters, dilation, padding, s) =>
          checkSpreadKernel({
            inputShape: [batch, side, side, channels],
            filters,
            taps: 3,
            special: { strides: [1, 1], dilation, padding },
            size: [2 * dilation[0] + 1, 2 * dilation[1] + 1],
            step: dilation,
            ordinary: { strides: [1, 1], dilation: [1, 1], padding },
            seed: s,
          }),
      ),
      runs,
    );
  });

  it('Conv2D with a strided 1×1 kernel, against a larger kernel of zeros but one', () => {
    fc.assert(
      fc.property(
        size(1, 3),
        size(1, 5),
        size(1, 5),
        size(1, 6),
        fc.tuple(size(2, 3), size(2, 3)),
        seed,
        (batch, tiles, channels, filters, strides, s) =>
          checkSpreadKernel({
            inputShape: [batch, tiles * strides[0], tiles * strides[1], channels],
            filters,
            taps: 1,
            special: { strides, dilation: [1, 1], padding: 'same' },
            size: strides,
            step: [1, 1],
            ordinary: { strides, dilation: [1, 1], padding: 'valid' },
            seed: s,
          }),
      ),
      runs,
    );
  });

  it('BatchNormalization, its moving statistics too', () => {
    // With two or three values a channel the true gradient nearly vanishes and both sides are noise.
    const shape = fc.oneof(
      fc.tuple(size(8, 30), size(1, 12)),
      fc.tuple(size(3, 5), size(4, 6), size(1, 9)),
      fc.tuple(size(2, 4), size(3, 6), size(3, 6), size(1, 9)),
    );
    fc.assert(
      fc.property(shape, seed, (inputShape, s) => {
        const layer = tf.layers.batchNormalization();
        checkLayer({ layer, inputShapes: [inputShape], seed: s }, 3e-6, 1e-5);
      }),
      runs,
    );
  });

  it('MaxPooling2D and AveragePooling2D', () => {
    fc.assert(
      fc.property(
        size(1, 3),
        fc.tuple(size(4, 11), size(4, 11)),
        size(1, 6),
        size(1, 3),
        size(1, 3),
        fc.constantFrom('same' as const, 'valid' as const),
        fc.boolean(),
        seed,
        (batch, [rows, columns], channels, poolSize, strides, padding, max, s) => {
          const make = max ? tf.layers.maxPooling2d : tf.layers.averagePooling2d;
          const layer = make({ poolSize, strides, padding });
          checkLayer({ layer, inputShapes: [[batch, rows, columns, channels]], seed: s });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('LSTM, one output or all, forwards or backwards', () => {
    fc.assert(
      // Stock tfjs has no gradient for a sequence of one step.
      fc.property(
        size(1, 4),
        size(2, 6),
        size(1, 7),
        size(1, 8),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        seed,
        (batch, steps, inputs, units, returnSequences, goBackwards, useBias, s) => {
          const layer = tf.layers.lstm({
            units,
            returnSequences,
            goBackwards,
            useBias,
            recurrentActivation: 'sigmoid',
            recurrentInitializer: 'glorotUniform',
          });
          checkLayer({ layer, inputShapes: [[batch, steps, inputs]], seed: s });
        },
      ),
      runs,
    );
  });

  it('Flatten, Reshape and activations as layers', () => {
    fc.assert(
      fc.property(
        size(1, 3),
        size(1, 4),
        size(1, 4),
        activation,
        seed,
        (batch, rows, channels, name, s) => {
          const inputShapes = [[batch, rows, 4, channels]];
          checkLayer({ layer: tf.layers.flatten(), inputShapes, seed: s });
          checkLayer({
            layer: tf.layers.reshape({ targetShape: [4, rows * channels] }),
            inputShapes,
            seed: s,
          });
          checkLayer({
            layer: tf.layers.activation({ activation: name as 'relu' }),
            inputShapes,
            seed: s,
          });
          checkLayer({ layer: tf.layers.reLU({ maxValue: 6 }), inputShapes, seed: s });
          checkLayer({ layer: tf.layers.leakyReLU({ alpha: 0.2 }), inputShapes, seed: s });
        },
      ),
      runs,
    );
  });
});
