import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { kerasGraph } from '../../../src/shared/spec/kerasGraph.ts';
import { parseSpec, type ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { createTrainingProgram } from '../../../src/trainer/engine/trainingProgram.ts';
import { buildModel } from '../../../src/trainer/model/buildModel.ts';
import { modelFiles } from '../../../src/trainer/model/modelFiles.ts';
import { tf, type TensorFlow } from '../../../src/trainer/tf.ts';
import { adamAt } from '../engine/programs.ts';
import { syntheticSet, walk } from '../engine/syntheticSet.ts';
import { smallSpec } from './smallSpecs.ts';

const train = syntheticSet(128);
afterAll(() => train.dispose());

const conv = (filters: number, more = {}) => ({
  type: 'Conv2D',
  filters,
  padding: 'same',
  activation: 'tanh',
  ...more,
});

/** A small ResNet: an identity block with dropout, and a strided one around another. */
const resnet: ExperimentSpec = parseSpec(
  {
    ...smallSpec('cnn'),
    architecture: {
      input: 'image',
      layers: [
        conv(4, { strides: 2 }),
        { type: 'Residual', layers: [conv(4), { type: 'Dropout', rate: 0.2 }, conv(4)] },
        {
          type: 'Residual',
          layers: [
            conv(6, { strides: 2 }),
            { type: 'Residual', layers: [conv(6)], activation: 'tanh' },
          ],
          shortcut: 'projection',
          activation: 'relu',
        },
        { type: 'GlobalAveragePooling2D' },
        { type: 'Dense', units: 10, activation: 'softmax' },
      ],
    },
  },
  BUILT_IN_DATASETS,
);

function lossesOf(force?: 'native' | 'stock'): readonly number[] {
  const model = buildModel(resnet, FASHION_MNIST.imageShape);
  const program = createTrainingProgram({
    model,
    train,
    loss: 'categoricalCrossentropy',
    optimizer: adamAt(1e-3),
    seed: 1,
    scale: 1 / 255,
    ...(force && { force }),
  });
  const losses = Array.from({ length: 6 }, (_, step) => {
    program.trainStep(walk(step, 16, 128), step);
    const { lossSum, count } = program.takeSums();
    return lossSum / count;
  });
  losses.push(program.evaluate(train, null, 50).loss);
  expect(program.fallbacks).toEqual([]);
  expect(program.kind).toBe(force ?? 'native');
  program.dispose();
  model.dispose();
  return losses;
}

describe('a residual network', () => {
  it('trains natively, again to the same bits, and as stock tfjs does', () => {
    const native = lossesOf();
    expect(lossesOf()).toEqual(native);
    const stock = lossesOf('stock');
    native.forEach((loss, i) => {
      expect(Math.abs(loss / (stock[i] ?? Number.NaN) - 1)).toBeLessThan(2e-5);
    });
    expect(new Set(native).size).toBe(native.length);
  });

  it('is saved as a plain LayersModel that says the same', async () => {
    const model = buildModel(resnet, FASHION_MNIST.imageShape);
    const files = await modelFiles(model);
    const [weights, json] = files.map(({ bytes }) => bytes);
    const artifacts = JSON.parse(new TextDecoder().decode(json)) as {
      modelTopology: object;
      weightsManifest: [{ weights: object[] }];
    };
    const loaded = await tf.loadLayersModel({
      load: () =>
        Promise.resolve({
          modelTopology: artifacts.modelTopology,
          weightSpecs: artifacts.weightsManifest[0].weights as never,
          weightData: Uint8Array.from(weights ?? []).buffer,
        }),
    });
    const said = tf.tidy(() => {
      const images = tf.randomUniform([2, 28, 28, 1], 0, 1, 'float32', 1);
      return [model, loaded].map((one) => [
        ...(one.predict(images) as TensorFlow.Tensor).dataSync(),
      ]);
    });
    expect(said[1]).toEqual(said[0]);
    expect(loaded.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
    loaded.dispose();
    model.dispose();
  });

  it('has weights of its own in every place', () => {
    const model = buildModel(resnet, FASHION_MNIST.imageShape);
    const kernels = kerasGraph(resnet.architecture, [28, 28, 1])
      .filter(({ className }) => className === 'Conv2D')
      .map(({ name }) => String(model.getLayer(name).getWeights()[0]?.dataSync().slice(0, 4)));
    expect(new Set(kernels).size).toBe(kernels.length);
    model.dispose();
  });
});
