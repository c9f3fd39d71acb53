import type { TestedRun, TestTruth } from '../../../../src/shared/compare/testedRun.ts';

/** True classes of `total` test images: 0, 1, … 9, 0, … */
export function truthOf(total: number): TestTruth {
  return {
    labels: Uint8Array.from({ length: total }, (_, index) => index % 10),
    classes: 10,
    datasetHash: 'd',
  };
}

/**
 * A tested run that has the images of `wrong` wrong, each taken for the class after its own.
 *
 * @param total of how many images
 */
export function tested(
  name: string,
  total: number,
  wrong: (index: number) => boolean,
  part: Partial<TestedRun> = {},
): TestedRun {
  const indices = Uint32Array.from({ length: total }, (_, index) => index);
  return {
    id: name,
    name,
    datasetHash: 'd',
    predictions: {
      indices,
      classes: Uint8Array.from(indices, (index) => (index + (wrong(index) ? 1 : 0)) % 10),
      confidences: Float32Array.from(indices, (index) => 0.5 + index / (2 * total)),
    },
    ...part,
  };
}
