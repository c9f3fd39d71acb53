import { workerData } from 'node:worker_threads';
import { tf } from '../../tf.ts';
import { createNativeProgram, type NativeProgram } from '../nativeProgram.ts';
import { createResidentSet } from '../residentSet.ts';
import { nextCommand } from './commandChannel.ts';
import { GradientExchange } from './gradientExchange.ts';
import type { ResidentSet } from '../contract.ts';
import type { ShardCommand, ShardStart } from './messages.ts';
import { endTask, predictShard, type PredictionTask } from './predictShard.ts';
import { gradientPlaces, trainShard } from './trainShard.ts';

/** A thread that trains one shard of every batch, in step with the thread that started it. */
async function main(start: ShardStart): Promise<void> {
  const { memory, shards, index, length, commands } = start;
  const exchange = new GradientExchange(memory, shards, index, length);
  const wake = new Int32Array(start.wake);
  const place = { seed: start.settings.seed, shards, index };
  try {
    const train = trainOf(start);
    const program = await prepare(start, train);
    rehearse(program, train);
    Atomics.store(wake, 1, 1);
    Atomics.notify(wake, 1);
    const places = gradientPlaces(program);
    for (let done = 0; ; done += 1) {
      const command = nextCommand({ commands, wake }, done) as ShardCommand;
      if (command.kind === 'stop') return;
      if (command.kind === 'import') program.importState(command.state);
      if (command.kind === 'predict') tryTask(program, train, command.task);
      if (command.kind === 'importWeights') program.importWeights(command.weights);
      if (command.kind === 'learningRate') program.setLearningRate(command.value);
      if (command.kind === 'step') {
        trainShard(program, exchange, places, place, command.indices, command.step);
      }
    }
  } catch (error) {
    process.stderr.write(`training thread ${index}: ${String(error)}\n`);
    Atomics.store(wake, 1, -1);
    Atomics.notify(wake, 1);
    exchange.fail();
  }
}

function trainOf({ images, labels, imageShape, classes }: ShardStart): ResidentSet {
  return createResidentSet(images, labels, imageShape, classes);
}

async function prepare(start: ShardStart, train: ResidentSet): Promise<NativeProgram> {
  const model = await tf.models.modelFromJSON(JSON.parse(start.topology) as never);
  const program = createNativeProgram({ model, train, ...start.settings });
  program.importState(start.state);
  return program;
}

/**
 * Takes a step and takes it back, and predicts, while every other thread waits.
 * tfjs-node keeps the names of attributes in one table for all threads without a lock; after this
 * the table has every name that training and predicting use, and is only read.
 */
function rehearse(program: NativeProgram, train: ResidentSet): void {
  const before = program.exportState();
  program.trainStep(Int32Array.of(0, 0), 0);
  program.takeSums();
  program.importState(before);
  program.predict(train, Int32Array.of(0), 1);
}

function tryTask(program: NativeProgram, train: ResidentSet, task: PredictionTask): void {
  try {
    predictShard(program, train, task);
  } catch (error) {
    endTask(task, -1);
    throw error;
  }
}

await main(workerData as ShardStart);
