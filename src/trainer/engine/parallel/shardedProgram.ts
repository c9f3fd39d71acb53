import { existsSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Variable } from '../../kernels/variable.ts';
import type { TensorFlow } from '../../tf.ts';
import type {
  Evaluation,
  Predictions,
  ResidentSet,
  StateArray,
  TrainingProgram,
  TrainingProgramInput,
  TrainingSums,
  WorkerTrial,
} from '../contract.ts';
import type { NativeProgram } from '../nativeProgram.ts';
import { emptyPredictions, placePredictions } from '../predictions.ts';
import { NativeResidentSet } from '../residentSet.ts';
import { sendCommand, type CommandChannel } from './commandChannel.ts';
import { exchangeMemory, GradientExchange } from './gradientExchange.ts';
import type { ShardCommand, ShardStart } from './messages.ts';
import { predictionPlaces, predictionTask, takeTask } from './predictShard.ts';
import { gradientLength, gradientPlaces, trainShard } from './trainShard.ts';

/** The thread's file: the source beside this one, or in a build its own entry beside the trainer's. */
const threadFile = ['shardThread.ts', 'shardThread.js', '../shardThread.js']
  .map((place) => new URL(place, import.meta.url))
  .find((url) => existsSync(url));

/** A thread of a sharded program, as its owner sees it. */
interface Thread extends CommandChannel {
  readonly worker: Worker;
}

/** Why a program cannot be sharded; null when it can. */
export function whyNotSharded(program: NativeProgram): string | null {
  if (program.hasStatistics()) return 'batch normalisation needs the whole batch';
  if (program.computeType !== 'float32') return 'shards compute in float32';
  if (threadFile === undefined) return 'this build has no file for the threads';
  return null;
}

/** A native program whose steps and predictions are shared with other threads; everything else it does itself. */
export class ShardedProgram implements TrainingProgram {
  readonly kind = 'native';
  readonly computeType = 'float32';
  readonly workers: number;
  trial: WorkerTrial | null = null;
  readonly fallbacks: readonly string[];
  readonly #program: NativeProgram;
  readonly #place: { readonly seed: number; readonly shards: number; readonly index: 0 };
  readonly #places: ReadonlyMap<Variable, number>;
  readonly #exchange: GradientExchange;
  readonly #threads: readonly Thread[];
  /** The images that every thread holds. */
  readonly #held: Uint8Array;
  #sums: TrainingSums = { lossSum: 0, correct: 0, count: 0 };

  constructor(program: NativeProgram, input: TrainingProgramInput, shards: number) {
    this.workers = shards;
    this.fallbacks = program.fallbacks;
    this.#program = program;
    this.#place = { seed: input.seed, shards, index: 0 };
    this.#places = gradientPlaces(program);
    const length = gradientLength(program);
    const memory = exchangeMemory(shards, length);
    this.#exchange = new GradientExchange(memory, shards, 0, length);
    const train = nativeSet(input.train);
    this.#held = train.source.images;
    const common = { ...startOf(program, input, train), shards, length, memory };
    this.#threads = Array.from({ length: shards - 1 }, (_, i) =>
      startThread({ ...common, index: i + 1 }),
    );
  }

  /** Keeps the trial that led to this program. */
  withTrial(trial: WorkerTrial): this {
    this.trial = trial;
    return this;
  }

  trainStep(indices: Int32Array, step: number): void {
    this.#tell({ kind: 'step', indices, step });
    const place = this.#place;
    const sums = trainShard(this.#program, this.#exchange, this.#places, place, indices, step);
    this.#sums = {
      lossSum: this.#sums.lossSum + sums.lossSum,
      correct: this.#sums.correct + sums.correct,
      count: this.#sums.count + sums.count,
    };
  }

  peekSums(): TrainingSums {
    return this.#sums;
  }

  takeSums(): TrainingSums {
    const sums = this.#sums;
    this.#sums = { lossSum: 0, correct: 0, count: 0 };
    return sums;
  }

  evaluate(
    set: ResidentSet,
    indices: Int32Array | null,
    batchSize: number,
    onBatch?: () => boolean,
  ): Evaluation {
    return this.#program.evaluate(set, indices, batchSize, onBatch);
  }

  predict(set: ResidentSet, indices: Int32Array | null, batchSize: number): Predictions {
    const { workers } = this;
    const native = nativeSet(set);
    const all = indices ?? Int32Array.from({ length: set.count }, (_, i) => i);
    const [own, ...others] = predictionPlaces(all.length, batchSize, workers).map(
      ({ begin, end }) => ({ begin, indices: all.subarray(begin, end) }),
    );
    const tasks = others.map((part) => predictionTask(native, part.indices, batchSize, this.#held));
    this.#threads.forEach((thread, i) => {
      const task = tasks[i];
      if (task) tell(thread, { kind: 'predict', task });
    });
    const predictions = emptyPredictions(all.length, set.classes);
    if (own) placePredictions(predictions, 0, this.#program.predict(set, own.indices, batchSize));
    tasks.forEach((task, i) =>
      placePredictions(predictions, others[i]?.begin ?? 0, takeTask(task)),
    );
    return predictions;
  }

  penalty(): number {
    return this.#program.penalty();
  }

  writeBack(): void {
    this.#program.writeBack();
  }

  setLearningRate(value: number): void {
    this.#tell({ kind: 'learningRate', value });
    this.#program.setLearningRate(value);
  }

  exportState(): readonly StateArray[] {
    return this.#program.exportState();
  }

  importState(state: readonly StateArray[]): void {
    this.#program.importState(state);
    this.#tell({ kind: 'import', state });
  }

  exportWeights(): readonly StateArray[] {
    return this.#program.exportWeights();
  }

  importWeights(weights: readonly StateArray[]): void {
    this.#program.importWeights(weights);
    this.#tell({ kind: 'importWeights', weights });
  }

  /** Ends the other threads; the program that was shared can go on alone. */
  endThreads(): void {
    this.#tell({ kind: 'stop' });
    for (const { commands } of this.#threads) commands.close();
  }

  dispose(): void {
    this.endThreads();
    this.#program.dispose();
  }

  #tell(command: ShardCommand): void {
    for (const thread of this.#threads) tell(thread, command);
  }
}

function tell(thread: Thread, command: ShardCommand): void {
  sendCommand(thread, command);
}

/** The bytes for another thread, without a copy where they lie in shared memory already. */
function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/**
 * A model's topology with every initialiser replaced by zeros: its weights come with the state, and tfjs
 * would draw an orthogonal matrix in 200 MB and a second first.
 */
function undrawnTopology(model: TensorFlow.LayersModel): string {
  const zeros = { class_name: 'Zeros', config: {} };
  return JSON.stringify(model.toJSON(null, false), (key, value: unknown) =>
    key.endsWith('_initializer') && value !== null ? zeros : value,
  );
}

function nativeSet(set: ResidentSet): NativeResidentSet {
  if (set instanceof NativeResidentSet) return set;
  throw new TypeError('not a resident set of this engine');
}

function startOf(
  program: NativeProgram,
  { model, ...input }: TrainingProgramInput,
  train: NativeResidentSet,
) {
  const { source, imageShape, classes } = train;
  const { loss, lossOptions, clipping, augmentation, optimizer, seed, scale } = input;
  return {
    topology: undrawnTopology(model),
    state: program.exportState(),
    images: shared(source.images),
    labels: shared(source.labels),
    imageShape,
    classes,
    settings: {
      loss,
      ...(lossOptions && { lossOptions }),
      ...(clipping && { clipping }),
      ...(augmentation && { augmentation }),
      optimizer,
      seed,
      scale,
    },
  };
}

/** Starts a thread and waits until it is ready: only one thread may be preparing at a time. */
function startThread(start: Omit<ShardStart, 'wake' | 'commands'>): Thread {
  const { port1, port2 } = new MessageChannel();
  const wake = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const workerData: ShardStart = { ...start, wake: wake.buffer, commands: port2 };
  if (threadFile === undefined) throw new Error('this build has no file for the threads');
  const worker = new Worker(threadFile, { workerData, transferList: [port2] });
  worker.unref();
  port1.unref();
  Atomics.wait(wake, 1, 0, 60_000);
  if (Atomics.load(wake, 1) !== 1) throw new Error('a training thread did not start');
  return { worker, commands: port1, wake };
}
