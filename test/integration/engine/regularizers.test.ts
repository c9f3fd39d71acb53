import { afterAll, describe, expect, it } from 'vitest';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { parseSpec, type ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import {
  createTrainingProgram,
  type TrainingProgram,
} from '../../../src/trainer/engine/trainingProgram.ts';
import { buildModel } from '../../../src/trainer/model/buildModel.ts';
import { countTensors } from '../../../src/trainer/session/countTensors.ts';
import { tf, type TensorFlow } from '../../../src/trainer/tf.ts';
import { smallSpec } from '../trainer/smallSpecs.ts';
import { syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(128);
afterAll(() => train.dispose());

const specOf = (input: 'image' | 'sequence', layers: readonly object[]): ExperimentSpec =>
  parseSpec({ ...smallSpec('cnn'), architecture: { input, layers } }, BUILT_IN_DATASETS);

const softmax = { type: 'Dense', units: 10, activation: 'softmax', kernelL1: 1e-4, biasL2: 0.1 };

const NETWORKS = {
  convolutions: specOf('image', [
    { type: 'InputNormalization', scale: 2, offset: -1 },
    {
      type: 'Conv2D',
      filters: 4,
      strides: 2,
      activation: 'tanh',
      kernelInitializer: 'heNormal',
      biasInitializer: 'randomNormal',
      kernelL2: 0.01,
      biasL1: 0.02,
    },
    { type: 'SeparableConv2D', filters: 4, strides: 2, depthwiseL1: 1e-3, pointwiseL2: 0.02 },
    { type: 'DepthwiseConv2D', depthwiseL2: 0.03, depthwiseInitializer: 'lecunUniform' },
    { type: 'LayerNormalization', gammaL2: 0.01, betaL1: 0.01, betaInitializer: 'randomNormal' },
    { type: 'Flatten' },
    softmax,
  ]),
  recurrence: specOf('sequence', [
    {
      type: 'Bidirectional',
      layer: 'LSTM',
      units: 5,
      returnSequences: true,
      kernelL2: 0.01,
      recurrentL1: 0.001,
      recurrentInitializer: 'glorotNormal',
    },
    { type: 'LayerNormalization', gammaL1: 0.01 },
    { type: 'GRU', units: 6, recurrentL2: 0.02, biasL2: 0.1, biasInitializer: 'heUniform' },
    softmax,
  ]),
} as const;

interface Trained {
  readonly losses: readonly number[];
  readonly penalty: number;
}

function train8(spec: ExperimentSpec, force: 'native' | 'stock'): Trained {
  return withProgram(spec, force, (program) => {
    const losses = Array.from({ length: 8 }, (_, step) => {
      program.trainStep(walk(step, 16, 128), step);
      const { lossSum, count } = program.takeSums();
      return lossSum / count;
    });
    losses.push(program.evaluate(train, null, 50).loss);
    return { losses, penalty: program.penalty() };
  });
}

function withProgram<T>(
  spec: ExperimentSpec,
  force: 'native' | 'stock',
  use: (program: TrainingProgram, model: TensorFlow.LayersModel) => T,
): T {
  const model = buildModel(spec, FASHION_MNIST.imageShape);
  const program = createTrainingProgram({
    model,
    train,
    loss: 'categoricalCrossentropy',
    optimizer: { type: 'SGD', learningRate: 0.05, momentum: 0.9, nesterov: false },
    seed: 1,
    scale: 1 / 255,
    force,
  });
  const result = use(program, model);
  program.dispose();
  model.dispose();
  return result;
}

describe('regularisers', () => {
  it.each(Object.entries(NETWORKS))('of %s train natively as on stock tfjs', (_name, spec) => {
    const native = train8(spec, 'native');
    const stock = train8(spec, 'stock');
    [...native.losses, native.penalty].forEach((value, i) => {
      const other = [...stock.losses, stock.penalty][i] ?? Number.NaN;
      expect(Math.abs(value / other - 1)).toBeLessThan(1e-5);
    });
    expect(native.penalty).toBeGreaterThan(0.01);
    expect(train8(spec, 'native')).toEqual(native);
  });

  it('add what tfjs says they add, and leave nothing behind', () => {
    const before = { native: countTensors(), tfjs: tf.memory().numTensors };
    withProgram(NETWORKS.convolutions, 'native', (program, model) => {
      program.trainStep(walk(0, 16, 128), 0);
      program.takeSums();
      program.writeBack();
      const stock = tf.tidy(
        () =>
          tf.addN(model.layers.flatMap((layer) => layer.calculateLosses())).dataSync()[0] ??
          Number.NaN,
      );
      expect(Math.abs(program.penalty() / stock - 1)).toBeLessThan(1e-6);
    });
    expect({ native: countTensors(), tfjs: tf.memory().numTensors }).toEqual(before);
  });

  it('are nothing where none was asked for', () => {
    withProgram(smallSpec('cnn'), 'native', (program) => expect(program.penalty()).toBe(0));
  });
});
