import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianNoise } from '../../../../src/trainer/kernels/gaussianNoise.ts';
import { floatTensor, readFloats, scoped } from '../../../../src/trainer/kernels/nativeTensor.ts';
import { tf } from '../../../../src/trainer/tf.ts';
import { checkLayer } from './checkLayer.ts';

const seed = fc.integer({ min: 0, max: 1_000_000 });
const size = fc.integer({ min: 1, max: 6 });
const runs = { numRuns: 20 };

describe('Permute', () => {
  it('agrees with stock tfjs in every order', () => {
    const orders = fc.shuffledSubarray([1, 2, 3], { minLength: 3 });
    fc.assert(
      fc.property(fc.tuple(size, size, size, size), orders, seed, (shape, dims, s) => {
        checkLayer({ layer: tf.layers.permute({ dims }), inputShapes: [shape], seed: s });
      }),
      runs,
    );
  });
});

describe('gelu', () => {
  it('agrees with stock tfjs, by itself and within a layer', () => {
    fc.assert(
      fc.property(fc.tuple(size, size), seed, (shape, s) => {
        const layer = tf.layers.activation({ activation: 'gelu' as never });
        checkLayer({ layer, inputShapes: [shape], seed: s, spread: 3 }, 1e-5, 1e-5);
        const dense = tf.layers.dense({ units: 3, activation: 'gelu' as never });
        checkLayer({ layer: dense, inputShapes: [shape], seed: s }, 1e-5, 1e-5);
      }),
      runs,
    );
  });
});

describe('GaussianNoise', () => {
  const noise = (stddev: number, place: number, step: number, training = true): Float32Array =>
    scoped(() => {
      const kernel = gaussianNoise(stddev, place);
      const input = floatTensor(new Float32Array(10_000), [100, 100]);
      const { output } = kernel.forward([input], { training, step, seed: 5 });
      return { keep: [], result: readFloats(output) };
    });

  it('has the mean and deviation asked for', () => {
    const values = noise(0.5, 1, 7);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(Math.sqrt(variance) - 0.5)).toBeLessThan(0.02);
  });

  it('is a pure function of seed, place and step', () => {
    expect(noise(1, 1, 7)).toEqual(noise(1, 1, 7));
    expect(noise(1, 2, 7)).not.toEqual(noise(1, 1, 7));
    expect(noise(1, 1, 8)).not.toEqual(noise(1, 1, 7));
  });

  it('does nothing outside training', () => {
    expect(noise(1, 1, 7, false)).toEqual(new Float32Array(10_000));
  });
});
