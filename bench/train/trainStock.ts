import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { buildModel } from '../../src/trainer/model/buildModel.ts';
import { tf } from '../../src/trainer/tf.ts';
import { printResult, randomImages, readRequest } from './readRequest.ts';

/** The same model in stock tfjs-node, trained by `model.fit`. */
async function main(): Promise<void> {
  const { spec, architecture, batch, steps, warmup, evaluate } = await readRequest();
  const model = buildModel(spec, FASHION_MNIST.imageShape);
  model.compile({
    optimizer: tf.train.adam(1e-3),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const shape = architecture.input === 'sequence' ? [28, 28] : [28, 28, 1];
  const tensors = (count: number) =>
    tf.tidy(() => {
      const { images, labels } = randomImages(count);
      const xs = tf.tensor(Float32Array.from(images), [count, ...shape]).div(255);
      return { xs, ys: tf.oneHot(tf.tensor1d(labels, 'int32'), 10).toFloat() };
    });
  const ends: number[] = [];
  const { xs, ys } = tensors(batch * (steps + warmup));
  await model.fit(xs, ys, {
    batchSize: batch,
    epochs: 1,
    verbose: 0,
    yieldEvery: 'never',
    callbacks: { onBatchEnd: async () => void ends.push(performance.now()) },
  });
  const gaps = ends.slice(1).map((end, i) => end - (ends[i] ?? Number.NaN));
  let evaluateMs: number | null = null;
  if (evaluate) {
    const test = tensors(10_000);
    const read = (result: unknown) =>
      (result as { dataSync(): unknown }[]).map((s) => s.dataSync());
    read(model.evaluate(test.xs.slice(0, 320), test.ys.slice(0, 320), { batchSize: 32 }));
    const begin = performance.now();
    read(model.evaluate(test.xs, test.ys, { batchSize: 32 }));
    evaluateMs = performance.now() - begin;
  }
  const versions = { tfjs: tf.version.tfjs };
  printResult({ stepMs: gaps.slice(warmup - 1), evaluateMs, versions });
}

await main();
