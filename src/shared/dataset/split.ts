import { randomStream } from '../random/randomStream.ts';
import { shuffle } from '../random/shuffle.ts';
import { apportion } from './apportion.ts';

/** How the training file is divided. */
export interface SplitOptions {
  readonly seed: number;
  readonly classes: number;
  /** How many images to use, in the classes' own proportions; null means all. */
  readonly samples: number | null;
  /** The part of them kept for validation, above 0 and below 1. */
  readonly validationShare: number;
}

/** Indices into the training file, each list ascending, none in both. */
export interface TrainingSplit {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Divides the training file by a seeded, stratified shuffle: every class is represented in both
 * parts in the same proportion, to within one image. A pure function of its arguments, so the same
 * seed gives the same split on every machine.
 *
 * @param labels the class of each image of the file, below `classes`
 */
export function splitTraining(labels: Uint8Array, options: SplitOptions): TrainingSplit {
  const { seed, classes, validationShare } = options;
  const shuffled = shuffledClasses(labels, classes, seed, 'split');
  const samples = Math.min(options.samples ?? labels.length, labels.length);
  const used = apportion(
    samples,
    shuffled.map((indices) => indices.length),
  );
  const validation = apportion(Math.round(samples * validationShare), used);
  return {
    train: ascending(
      shuffled.map((indices, index) => indices.subarray(validation[index], used[index])),
    ),
    validation: ascending(shuffled.map((indices, index) => indices.subarray(0, validation[index]))),
  };
}

/** Which images of the test file the final evaluation uses. */
export interface TestOptions {
  readonly seed: number;
  readonly classes: number;
  /** How many, in the classes' own proportions; null means all. */
  readonly samples: number | null;
}

/**
 * Picks test images, stratified by the seed.
 *
 * @param labels the class of each image of the test file, below `classes`
 * @returns indices into the test file, ascending
 */
export function pickTest(labels: Uint8Array, options: TestOptions): Uint32Array {
  const samples = Math.min(options.samples ?? labels.length, labels.length);
  const shuffled = shuffledClasses(labels, options.classes, options.seed, 'test');
  const used = apportion(
    samples,
    shuffled.map((indices) => indices.length),
  );
  return ascending(shuffled.map((indices, index) => indices.subarray(0, used[index])));
}

/** The indices of each class, in an order that the seed decides. */
function shuffledClasses(
  labels: Uint8Array,
  classes: number,
  seed: number,
  place: string,
): readonly Uint32Array[] {
  const members: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, index) => {
    const list = members[label];
    if (list === undefined) {
      throw new RangeError(`label ${label} at ${index} is outside 0 to ${classes - 1}`);
    }
    list.push(index);
  });
  return members.map((list, label) =>
    shuffle(Uint32Array.from(list), randomStream(seed, place, label)),
  );
}

function ascending(parts: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined.sort();
}
