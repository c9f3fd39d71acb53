import { afterAll, describe, expect, it } from 'vitest';
import { createTrainingProgram } from '../../../src/trainer/engine/trainingProgram.ts';
import { tf, type TensorFlow } from '../../../src/trainer/tf.ts';
import { adamAt } from './programs.ts';
import { syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(128);

afterAll(() => train.dispose());

const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });

/** Two residual blocks, one with a strided 1×1 projection, ended by global pooling. */
function residual(): TensorFlow.LayersModel {
  const conv = (filters: number, seed: number, more = {}) =>
    tf.layers.conv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      kernelInitializer: glorot(seed),
      ...more,
    });
  const input = tf.input({ shape: [28, 28, 1] });
  const stem = conv(4, 1, { strides: 2, activation: 'tanh' }).apply(
    input,
  ) as TensorFlow.SymbolicTensor;
  const inner = conv(4, 2, { activation: 'tanh' }).apply(stem) as TensorFlow.SymbolicTensor;
  const first = tf.layers.add().apply([stem, inner]) as TensorFlow.SymbolicTensor;
  const deep = conv(6, 3, { strides: 2, activation: 'tanh' }).apply(
    first,
  ) as TensorFlow.SymbolicTensor;
  const short = tf.layers
    .averagePooling2d({ poolSize: 2 })
    .apply(first) as TensorFlow.SymbolicTensor;
  const joined = tf.layers.concatenate().apply([deep, short]) as TensorFlow.SymbolicTensor;
  const pooled = tf.layers.globalAveragePooling2d({}).apply(joined) as TensorFlow.SymbolicTensor;
  const output = tf.layers
    .dense({ units: 10, activation: 'softmax', kernelInitializer: glorot(4) })
    .apply(pooled) as TensorFlow.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}

/** A chain of the less common layers. */
function medley(): TensorFlow.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.zeroPadding2d({ padding: 2, inputShape: [28, 28, 1] }),
      tf.layers.separableConv2d({
        filters: 4,
        kernelSize: 3,
        strides: 2,
        activation: 'swish',
        depthwiseInitializer: glorot(1),
        pointwiseInitializer: glorot(2),
      }),
      tf.layers.dropout({ rate: 0.25, noiseShape: [null, 1, 1, null] as never }),
      tf.layers.depthwiseConv2d({ kernelSize: 3, depthwiseInitializer: glorot(3) }),
      tf.layers.reshape({ targetShape: [13, 52] }),
      tf.layers.layerNormalization({ axis: -1 }),
      tf.layers.bidirectional({
        layer: tf.layers.gru({
          units: 6,
          kernelInitializer: glorot(4),
          recurrentInitializer: glorot(5),
          returnSequences: true,
        }) as never,
        mergeMode: 'concat',
      }),
      tf.layers.simpleRNN({
        units: 8,
        kernelInitializer: glorot(6),
        recurrentInitializer: glorot(7),
      }),
      tf.layers.dense({ units: 10, kernelInitializer: glorot(8) }),
      tf.layers.softmax({}),
    ],
  });
}

function lossesOf(make: () => TensorFlow.LayersModel, force: 'native' | 'stock'): number[] {
  const model = make();
  const program = createTrainingProgram({
    model,
    train,
    loss: 'categoricalCrossentropy',
    optimizer: adamAt(1e-3),
    seed: 1,
    scale: 1 / 255,
    force,
  });
  const losses = Array.from({ length: 8 }, (_, step) => {
    program.trainStep(walk(step, 16, 128), step);
    const { lossSum, count } = program.takeSums();
    return lossSum / count;
  });
  losses.push(program.evaluate(train, null, 50).loss);
  program.dispose();
  model.dispose();
  return losses;
}

describe('beyond the study’s models', () => {
  it.each([
    ['residual blocks', residual],
    ['a medley of layers', medley],
  ] as const)('%s train natively as on stock tfjs', (_name, make) => {
    const native = lossesOf(make, 'native');
    const stock = lossesOf(make, 'stock');
    native.forEach((loss, i) => {
      expect(Math.abs(loss / (stock[i] ?? Number.NaN) - 1)).toBeLessThan(2e-5);
    });
    expect(new Set(native).size).toBe(native.length);
  });
});
