import { text } from 'node:stream/consumers';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import type { LabelledImages } from '../../src/shared/dataset/labelledImages.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import { loadDataset } from '../../src/trainer/datasets/loadDataset.ts';
import { planData } from '../../src/trainer/datasets/planData.ts';
import { buildModel } from '../../src/trainer/model/buildModel.ts';
import { tf } from '../../src/trainer/tf.ts';

/** Trains a spec by stock tfjs's own `model.fit`, on the spec's images, and prints its test accuracy. */
async function main(): Promise<void> {
  const { spec, datasetDir } = JSON.parse(await text(process.stdin)) as {
    readonly spec: ExperimentSpec;
    readonly datasetDir: string;
  };
  const dataset = await loadDataset(FASHION_MNIST, datasetDir);
  const plan = planData(dataset, spec);
  const { optimizer, batchSize, epochs } = spec.training;
  if (optimizer.type !== 'Adam') throw new Error('only Adam is the same in stock tfjs');
  const model = buildModel(spec, FASHION_MNIST.imageShape);
  model.compile({
    optimizer: tf.train.adam(
      optimizer.learningRate,
      optimizer.beta1,
      optimizer.beta2,
      optimizer.epsilon,
    ),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const sequence = spec.architecture.input === 'sequence';
  const train = tensorsOf(dataset.train, plan.train, sequence);
  await model.fit(train.xs, train.ys, { batchSize, epochs, verbose: 0, yieldEvery: 'never' });
  const test = tensorsOf(dataset.test, plan.test, sequence);
  const [, accuracy] = model.evaluate(test.xs, test.ys, { batchSize: 256 }) as {
    dataSync(): unknown;
  }[];
  const [value] = accuracy?.dataSync() as Float32Array;
  process.stdout.write(JSON.stringify({ accuracy: value }));
}

function tensorsOf({ images, labels }: LabelledImages, indices: Int32Array, sequence: boolean) {
  return tf.tidy(() => {
    const size = 28 * 28;
    const pixels = new Float32Array(indices.length * size);
    indices.forEach((index, place) => {
      pixels.set(images.subarray(index * size, (index + 1) * size), place * size);
    });
    const shape = [indices.length, 28, 28, ...(sequence ? [] : [1])];
    const classes = Int32Array.from(indices, (index) => labels[index] ?? 0);
    return {
      xs: tf.tensor(pixels, shape).div(255),
      ys: tf.oneHot(tf.tensor1d(classes, 'int32'), 10).toFloat(),
    };
  });
}

await main();
