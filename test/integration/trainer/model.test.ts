import { afterEach, describe, expect, it } from 'vitest';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../../src/shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { parseSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { layerDefinitions, newLayer } from '../../../src/shared/spec/layers/index.ts';
import { PRESETS } from '../../../src/shared/spec/presets/index.ts';
import { buildModel } from '../../../src/trainer/model/buildModel.ts';
import { countTensors } from '../../../src/trainer/session/countTensors.ts';
import { tf } from '../../../src/trainer/tf.ts';

const built: ReturnType<typeof buildModel>[] = [];

const build = (spec: ExperimentSpec): ReturnType<typeof buildModel> => {
  const model = buildModel(spec, FASHION_MNIST.imageShape);
  built.push(model);
  return model;
};

const weightsOf = (spec: ExperimentSpec): readonly Float32Array[] =>
  build(spec)
    .getWeights()
    .map((weight) => weight.dataSync() as Float32Array);

afterEach(() => {
  for (const model of built.splice(0)) model.dispose();
});

/** A network that holds a layer of a kind where it can stand. */
const specWith = (type: Parameters<typeof newLayer>[0]): ExperimentSpec => {
  const recurrent = ['LSTM', 'GRU', 'SimpleRNN', 'Bidirectional'].includes(type);
  const flat = recurrent || type.startsWith('Global') || type === 'Flatten' || type === 'Dense';
  return parseSpec(
    {
      version: 1,
      model: type,
      dataset: { id: 'fashion-mnist' },
      architecture: {
        input: recurrent ? 'sequence' : 'image',
        layers: [
          ...(type === 'Dense' ? [{ type: 'Flatten' }] : []),
          newLayer(type),
          ...(flat ? [] : [{ type: 'Flatten' }]),
          { type: 'Dense', units: 10, activation: 'softmax' },
        ],
      },
      training: {
        epochs: 1,
        batchSize: 8,
        optimizer: { type: 'Adam' },
        loss: 'categoricalCrossentropy',
      },
      seed: 3,
    },
    BUILT_IN_DATASETS,
  );
};

describe('buildModel', () => {
  const everyLayer = layerDefinitions().map(({ type }) => [type, specWith(type)] as const);
  const presets = PRESETS.map(({ id, spec }) => [id, spec] as const);

  it.each([...presets, ...everyLayer])(
    '%s has the shapes and parameters that inference promised',
    (_name, spec) => {
      const { imageShape, classNames } = FASHION_MNIST;
      const report = inspectArchitecture(spec.architecture, imageShape, classNames.length);
      const model = build(spec);
      expect(model.outputShape).toEqual([null, ...(report.output ?? [])]);
      expect(model.countParams()).toBe(report.trainableParameters + report.nonTrainableParameters);
    },
  );

  it('names layers and weights as Keras does', () => {
    const cnn = build(PRESETS[0]?.spec ?? specWith('Conv2D'));
    const names = cnn.layers.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('conv2d'))).toEqual(['conv2d', 'conv2d_1']);
    expect(names).toContain('batch_normalization_1');
    const [kernel] = cnn.layers[0]?.weights ?? [];
    expect((kernel as unknown as { originalName: string }).originalName).toBe('conv2d/kernel');
  });

  it("starts from Keras's defaults", () => {
    const [kernel, recurrent, bias] = weightsOf(specWith('LSTM'));
    const limit = Math.sqrt(6 / (28 + 512));
    expect(Math.max(...(kernel ?? []))).toBeLessThanOrEqual(limit);
    expect(Math.max(...(kernel ?? []))).toBeGreaterThan(0.99 * limit);
    // Gates in the order i, f, c, o; only the forget gate's bias is one.
    expect([...(bias ?? [])]).toEqual(
      Array.from({ length: 512 }, (_, index) => (index >= 128 && index < 256 ? 1 : 0)),
    );
    const product = tf.tidy(() => {
      const matrix = tf.tensor2d(recurrent ?? new Float32Array(), [128, 512]);
      return tf.matMul(matrix, matrix, false, true).sub(tf.eye(128)).abs().max().dataSync()[0];
    });
    expect(product).toBeLessThan(1e-5);
  });

  it.each(['Conv2D', 'SeparableConv2D', 'DepthwiseConv2D', 'GRU', 'Bidirectional'] as const)(
    'draws the same weights for the same seed, and others for another (%s)',
    (type) => {
      const spec = specWith(type);
      expect(weightsOf(spec)).toEqual(weightsOf(spec));
      expect(weightsOf(spec)[0]).not.toEqual(weightsOf({ ...spec, seed: 4 })[0]);
    },
  );

  it('gives the two directions of a Bidirectional layer weights of their own', () => {
    const [forward, , , backward] = weightsOf(specWith('Bidirectional'));
    expect(forward?.length).toBe(backward?.length);
    expect(forward).not.toEqual(backward);
  });

  it('leaves nothing behind', () => {
    for (const type of ['LSTM', 'GRU', 'Bidirectional'] as const) {
      buildModel(specWith(type), FASHION_MNIST.imageShape).dispose();
    }
    expect({ native: countTensors(), tfjs: tf.memory().numTensors }).toEqual({
      native: 0,
      tfjs: 0,
    });
  });
});
