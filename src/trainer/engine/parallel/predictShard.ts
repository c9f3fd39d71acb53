import type { Predictions, ResidentSet } from '../contract.ts';
import type { NativeProgram } from '../nativeProgram.ts';
import { createResidentSet, type NativeResidentSet } from '../residentSet.ts';

/** Which images a thread predicts. */
export type PredictedImages =
  /** At these places of the set that every thread trains on. */
  | { readonly kind: 'held'; readonly indices: Int32Array }
  /** One after the other. */
  | {
      readonly kind: 'given';
      readonly bytes: SharedArrayBuffer;
      readonly count: number;
      readonly imageShape: readonly [number, number, number];
      readonly classes: number;
    };

/** What one thread predicts, and the memory that it writes into. */
export interface PredictionTask {
  readonly images: PredictedImages;
  readonly batchSize: number;
  readonly predicted: SharedArrayBuffer;
  readonly confidences: SharedArrayBuffer;
  readonly probabilities: SharedArrayBuffer;
  /** 0 while it is under way, 1 when it is done, -1 when it failed. */
  readonly state: SharedArrayBuffer;
}

/** Where a shard of the images lies among all. */
export interface PredictionPlace {
  readonly begin: number;
  readonly end: number;
}

/**
 * Cuts images into as many shards of whole batches, so that every batch is what it is without shards and
 * so is every bit of its result.
 *
 * @param count images in all
 */
export function predictionPlaces(
  count: number,
  batchSize: number,
  shards: number,
): readonly PredictionPlace[] {
  const batches = Math.ceil(count / batchSize);
  const border = (index: number): number =>
    Math.min(count, Math.floor((batches * index) / shards) * batchSize);
  return Array.from({ length: shards }, (_, index) => ({
    begin: border(index),
    end: index === shards - 1 ? count : border(index + 1),
  }));
}

/**
 * The images at some indices for another thread, and the memory for what it says of them.
 *
 * @param held what every thread has: of these bytes none are copied
 */
export function predictionTask(
  set: NativeResidentSet,
  indices: Int32Array,
  batchSize: number,
  held: Uint8Array,
): PredictionTask {
  const count = indices.length;
  const { classes } = set;
  return {
    images: isSameMemory(set.source.images, held)
      ? { kind: 'held', indices }
      : givenImages(set, indices),
    batchSize,
    predicted: new SharedArrayBuffer(count),
    confidences: new SharedArrayBuffer(count * Float32Array.BYTES_PER_ELEMENT),
    probabilities: new SharedArrayBuffer(count * classes * Float32Array.BYTES_PER_ELEMENT),
    state: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  };
}

function isSameMemory(left: Uint8Array, right: Uint8Array): boolean {
  return (
    left.buffer === right.buffer &&
    left.byteOffset === right.byteOffset &&
    left.length === right.length
  );
}

function givenImages(
  { source, imageShape, classes }: NativeResidentSet,
  indices: Int32Array,
): PredictedImages {
  const count = indices.length;
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  const images = new Uint8Array(new SharedArrayBuffer(count * size));
  indices.forEach((index, place) => {
    images.set(source.images.subarray(index * size, (index + 1) * size), place * size);
  });
  return { kind: 'given', bytes: images.buffer, count, imageShape, classes };
}

/**
 * A thread's side: predicts, writes and says that it has.
 *
 * @param held the set that every thread trains on
 */
export function predictShard(
  program: NativeProgram,
  held: ResidentSet,
  { images, batchSize, ...task }: PredictionTask,
): void {
  const predictions =
    images.kind === 'held'
      ? program.predict(held, images.indices, batchSize)
      : predictGiven(program, images, batchSize);
  new Uint8Array(task.predicted).set(predictions.classes);
  new Float32Array(task.confidences).set(predictions.confidences);
  new Float32Array(task.probabilities).set(predictions.probabilities);
  endTask(task, 1);
}

function predictGiven(
  program: NativeProgram,
  { bytes, count, imageShape, classes }: Extract<PredictedImages, { kind: 'given' }>,
  batchSize: number,
): Predictions {
  const labels = new Uint8Array(count);
  const set = createResidentSet(new Uint8Array(bytes), labels, imageShape, classes);
  try {
    return program.predict(set, null, batchSize);
  } finally {
    set.dispose();
  }
}

/** Says that a task is done, or that it failed. */
export function endTask({ state }: Pick<PredictionTask, 'state'>, outcome: 1 | -1): void {
  const flag = new Int32Array(state);
  Atomics.store(flag, 0, outcome);
  Atomics.notify(flag, 0);
}

/**
 * Waits for a thread's task.
 * @throws Error when it failed
 */
export function takeTask(task: PredictionTask): Predictions {
  const flag = new Int32Array(task.state);
  Atomics.wait(flag, 0, 0);
  if (Atomics.load(flag, 0) !== 1) throw new Error('a predicting thread failed');
  return {
    classes: new Uint8Array(task.predicted),
    confidences: new Float32Array(task.confidences),
    probabilities: new Float32Array(task.probabilities),
  };
}
