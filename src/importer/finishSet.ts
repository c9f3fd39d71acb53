import type { ImportReport } from '../shared/contract/datasetImport.ts';
import { DATASET_LIMITS } from '../shared/dataset/datasetDescription.ts';
import type { LabelledImages } from '../shared/dataset/labelledImages.ts';
import { splitTraining } from '../shared/dataset/split.ts';
import { sizeOf, type ImageShape } from '../shared/spec/shape.ts';
import { unfit } from './importErrors.ts';
import type { ReadSet } from './importedImages.ts';

/** A data set that may be kept. */
export interface FinishedSet {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  readonly report: ImportReport;
}

/** One test image for six training images, as in Fashion-MNIST. */
const TEST_SHARE = 1 / 7;
const FEWEST_TRAINING = 10;
const SAMPLE_CLASSES = 10;
const SAMPLES_PER_CLASS = 4;

/**
 * Checks what was read as a whole, parts it where it has no test images, and says what it is.
 *
 * @param seed decides which images become test images
 * @throws LabError `bad-input` for what no run could be trained on
 */
export function finishSet(read: ReadSet, seed: number): FinishedSet {
  const imageShape = checkShape(read.imageShape);
  const largest = [read.train, ...(read.test ? [read.test] : [])].map(({ labels }) =>
    labels.reduce((most, label) => Math.max(most, label), 0),
  );
  const classes = read.classNames?.length ?? Math.max(...largest) + 1;
  if (classes < 2) throw unfit('All labels are 0', 'A data set needs at least 2 classes');
  const { train, test } = read.test
    ? { train: read.train, test: read.test }
    : partOff(read.train, { classes, seed, size: sizeOf(imageShape) });
  if (train.labels.length < FEWEST_TRAINING || test.labels.length < 1) {
    throw unfit(
      `There are ${train.labels.length} training and ${test.labels.length} test images`,
      `At least ${FEWEST_TRAINING} training images and 1 test image are needed`,
    );
  }
  const classNames =
    read.classNames ?? Array.from({ length: classes }, (_, label) => `Class ${label}`);
  const report: ImportReport = {
    imageShape,
    classNames,
    train: countLabels(train.labels, classes),
    test: countLabels(test.labels, classes),
    notes: read.test ? read.notes : [...read.notes, partedNote(seed)],
    problems: [],
    samples: samplesOf(train, sizeOf(imageShape)),
  };
  return { train, test, report: { ...report, problems: [...read.problems, ...oddities(report)] } };
}

function checkShape([height, width, channels]: ImageShape): ImportReport['imageShape'] {
  const { smallestSide, largestSide } = DATASET_LIMITS;
  const fits = [height, width].every((side) => side >= smallestSide && side <= largestSide);
  if (fits && (channels === 1 || channels === 3)) return [height, width, channels];
  throw unfit(
    `The images are ${height} × ${width} × ${channels}`,
    `Height and width may be ${smallestSide} to ${largestSide} pixels, channels 1 or 3`,
  );
}

function partOff(
  all: LabelledImages,
  { classes, seed, size }: { classes: number; seed: number; size: number },
): { train: LabelledImages; test: LabelledImages } {
  const options = { seed, classes, samples: null, validationShare: TEST_SHARE };
  const split = splitTraining(all.labels, options);
  return { train: pick(all, split.train, size), test: pick(all, split.validation, size) };
}

function pick({ images, labels }: LabelledImages, indices: Uint32Array, size: number) {
  const picked = new Uint8Array(indices.length * size);
  indices.forEach((index, place) => {
    picked.set(images.subarray(index * size, (index + 1) * size), place * size);
  });
  return { images: picked, labels: Uint8Array.from(indices, (index) => labels[index] ?? 0) };
}

function partedNote(seed: number): string {
  return `No test images were given: one in seven of every class became one, by the seed ${seed}`;
}

function countLabels(labels: Uint8Array, classes: number): readonly number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function oddities({ classNames, train, test }: ImportReport): readonly string[] {
  const without = (counts: readonly number[]): readonly string[] =>
    classNames.filter((_, label) => counts[label] === 0);
  const say = (what: string, names: readonly string[]): readonly string[] => {
    if (names.length === 0) return [];
    const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return [`No ${what} images of: ${names.slice(0, 5).join(', ')}${more}`];
  };
  return [...say('training', without(train)), ...say('test', without(test))];
}

function samplesOf({ images, labels }: LabelledImages, size: number): ImportReport['samples'] {
  return Array.from({ length: SAMPLE_CLASSES }, (_, label) => {
    const found: number[] = [];
    for (let index = 0; index < labels.length && found.length < SAMPLES_PER_CLASS; index += 1) {
      if (labels[index] === label) found.push(index);
    }
    return found.map((index) => ({
      label,
      pixels: images.slice(index * size, (index + 1) * size),
    }));
  }).flat();
}
