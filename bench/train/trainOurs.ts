import { availableParallelism } from 'node:os';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { planExecution } from '../../src/shared/spec/execution/planExecution.ts';
import {
  createResidentSet,
  createTrainingProgram,
} from '../../src/trainer/engine/trainingProgram.ts';
import { buildModel } from '../../src/trainer/model/buildModel.ts';
import { binding } from '../../src/trainer/tf.ts';
import { measureGflops } from './measureGflops.ts';
import { peakRss, printResult, randomImages, readRequest } from './readRequest.ts';

/**
 * Atelier's engine with workers as the app would choose them, and a read-back of the sums at most ten
 * times a second as the trainer does.
 */
async function main(): Promise<void> {
  const { spec, batch, steps, warmup, evaluate } = await readRequest();
  const total = batch * (steps + warmup);
  const { images, labels } = randomImages(total);
  const train = createResidentSet(images, labels, [28, 28, 1], 10);
  const { workers } = planExecution(spec, availableParallelism(), null);
  const program = createTrainingProgram({
    model: buildModel(spec, FASHION_MNIST.imageShape),
    train,
    loss: spec.training.loss,
    optimizer: spec.training.optimizer,
    seed: spec.seed,
    scale: 1 / 255,
    computeType: process.argv[2] === 'bfloat16' ? 'bfloat16' : 'float32',
    workers: typeof workers === 'number' ? workers : { ...workers, batchSize: batch },
  });
  const stepMs: number[] = [];
  let reported = performance.now();
  for (let step = 0; step < steps + warmup; step += 1) {
    const begin = performance.now();
    program.trainStep(
      Int32Array.from({ length: batch }, (_, i) => step * batch + i),
      step,
    );
    if (performance.now() - reported > 100) {
      program.takeSums();
      reported = performance.now();
    }
    if (step >= warmup) stepMs.push(performance.now() - begin);
  }
  let evaluateMs: number | null = null;
  if (evaluate) {
    const own = randomImages(10_000);
    const test = createResidentSet(own.images, own.labels, [28, 28, 1], 10);
    program.evaluate(
      test,
      Int32Array.from({ length: 320 }, (_, i) => i),
      32,
    );
    const begin = performance.now();
    program.evaluate(test, null, 32);
    evaluateMs = performance.now() - begin;
  }
  // Before the matrices that tell how fast the machine is.
  const peakRssBytes = peakRss();
  // Each worker multiplies with threads of its own.
  const gflops = program.workers * measureGflops();
  const versions = { libtensorflow: binding.TF_Version };
  printResult({ stepMs, evaluateMs, peakRssBytes, gflops, versions });
}

await main();
