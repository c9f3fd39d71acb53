import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptimizerSettings } from '../../../src/trainer/engine/trainingProgram.ts';
import { floatTensor, release } from '../../../src/trainer/kernels/nativeTensor.ts';
import { Variable } from '../../../src/trainer/kernels/variable.ts';
import {
  createOptimizer,
  createStockRule,
} from '../../../src/trainer/optimizers/createOptimizer.ts';
import { tf, type TensorFlow } from '../../../src/trainer/tf.ts';
import { relativeError } from './kernels/checkLayer.ts';
import { randomFloats } from './randomFloats.ts';

const rate = fc.double({ min: 1e-4, max: 0.1, noNaN: true });
const share = fc.constantFrom(0, 0.5, 0.9);
const epsilon = fc.constantFrom(1e-7, 1e-3);
const betas = { beta1: fc.constantFrom(0.9, 0.5), beta2: fc.constantFrom(0.999, 0.9) };

const settings: Readonly<Record<string, fc.Arbitrary<OptimizerSettings>>> = {
  Adam: fc.record({ type: fc.constant('Adam' as const), learningRate: rate, ...betas, epsilon }),
  AdamW: fc.record({
    type: fc.constant('AdamW' as const),
    learningRate: rate,
    ...betas,
    epsilon,
    weightDecay: fc.constantFrom(0, 0.004, 0.1),
  }),
  SGD: fc.record({
    type: fc.constant('SGD' as const),
    learningRate: rate,
    momentum: share,
    nesterov: fc.boolean(),
  }),
  RMSprop: fc.record({
    type: fc.constant('RMSprop' as const),
    learningRate: rate,
    rho: fc.constantFrom(0.9, 0.5),
    momentum: share,
    epsilon,
    centered: fc.boolean(),
  }),
  Adagrad: fc.record({
    type: fc.constant('Adagrad' as const),
    learningRate: rate,
    initialAccumulatorValue: fc.constantFrom(0.1, 1),
    epsilon,
  }),
};

const steps = 5;
const gradientOf = (length: number, seed: number, step: number) =>
  randomFloats([length], seed + 1 + step);

function runNative(chosen: OptimizerSettings, length: number, seed: number): Float32Array {
  const optimizer = createOptimizer(chosen);
  const variable = new Variable('w', [length], randomFloats([length], seed), true);
  for (let step = 0; step < steps; step += 1) {
    const gradient = floatTensor(gradientOf(length, seed, step), [length]);
    // The last step runs at half the rate, so a rate that cannot be changed would show.
    if (step === steps - 1) optimizer.setLearningRate(chosen.learningRate / 2);
    optimizer.begin(step);
    optimizer.apply(variable, gradient);
    optimizer.end();
    release(gradient);
  }
  const values = variable.read();
  optimizer.dispose();
  variable.dispose();
  return values;
}

function runStock(chosen: OptimizerSettings, length: number, seed: number): Float32Array {
  const rule = createStockRule(chosen);
  return tf.tidy(() => {
    let weight: TensorFlow.Tensor = tf.tensor(randomFloats([length], seed));
    let slots: readonly TensorFlow.Tensor[] = rule.initialSlots.map((v) => tf.fill([length], v));
    for (let step = 0; step < steps; step += 1) {
      const own = step === steps - 1 ? chosen.learningRate / 2 : chosen.learningRate;
      const gradient = tf.tensor(gradientOf(length, seed, step));
      ({ weight, slots } = rule.update(weight, gradient, slots, step, own));
    }
    return weight.dataSync().slice() as unknown as TensorFlow.Tensor;
  }) as unknown as Float32Array;
}

describe('native updates agree with the same rule in tfjs operations', () => {
  it.each(Object.keys(settings))('%s', (name) => {
    const of = settings[name];
    if (of === undefined) throw new Error(`no settings for ${name}`);
    fc.assert(
      fc.property(of, fc.integer({ min: 1, max: 30 }), fc.nat(1e6), (chosen, length, seed) => {
        const native = runNative(chosen, length, seed);
        const start = randomFloats([length], seed);
        // The start stands in both, so that weights which an update brings near zero are not judged
        // by what is left of them.
        const told = Float32Array.of(...native, ...start);
        const wanted = Float32Array.of(...runStock(chosen, length, seed), ...start);
        expect(relativeError(told, wanted)).toBeLessThan(1e-5);
        expect(native).not.toEqual(start);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the rules themselves, worked by hand', () => {
  const first = (chosen: OptimizerSettings, w: number, g: number) => {
    const rule = createStockRule(chosen);
    const slots = rule.initialSlots.map((value) => tf.scalar(value));
    return rule
      .update(tf.scalar(w), tf.scalar(g), slots, 0, chosen.learningRate)
      .weight.dataSync()[0];
  };

  it('Adam steps by the rate at first, whatever the gradient', () => {
    const adam = { type: 'Adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 0 } as const;
    expect(first(adam, 1, 25)).toBeCloseTo(0.9, 5);
    // ε beside √v, as Keras has it: √v = 0.001·√1000·… so ε = 1 dwarfs it.
    expect(first({ ...adam, epsilon: 1 }, 1, 1)).toBeCloseTo(
      1 - (0.1 * Math.sqrt(0.001) * 0.1) / 0.1 / (Math.sqrt(0.001) + 1),
      5,
    );
  });

  it('AdamW decays before it steps', () => {
    const adamW = {
      type: 'AdamW',
      learningRate: 0.1,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 0,
      weightDecay: 0.5,
    } as const;
    expect(first(adamW, 2, 1)).toBeCloseTo(2 - 0.1 * 0.5 * 2 - 0.1, 5);
  });

  it('SGD, RMSprop and Adagrad', () => {
    const sgd = { type: 'SGD', learningRate: 0.1, momentum: 0.5, nesterov: true } as const;
    expect(first(sgd, 1, 2)).toBeCloseTo(1 - 0.1 * 2 * 1.5, 6);
    const rmsprop = {
      type: 'RMSprop',
      learningRate: 0.1,
      rho: 0.75,
      momentum: 0,
      epsilon: 0,
      centered: false,
    } as const;
    expect(first(rmsprop, 1, 2)).toBeCloseTo(1 - (0.1 * 2) / Math.sqrt(0.25 * 4), 6);
    const adagrad = {
      type: 'Adagrad',
      learningRate: 0.1,
      initialAccumulatorValue: 5,
      epsilon: 0,
    } as const;
    expect(first(adagrad, 1, 2)).toBeCloseTo(1 - (0.1 * 2) / 3, 6);
  });
});
