import type { DatasetDescription } from '../dataset/datasetDescription.ts';
import type { ExperimentSpec } from '../spec/experimentSpec.ts';

/** What a run's cost depends on in its data. */
export interface DataShape {
  /** Height, width, channels. */
  readonly imageShape: readonly [number, number, number];
  readonly classes: number;
  /** Images trained on in an epoch. */
  readonly trainCount: number;
  /** Images evaluated after an epoch. */
  readonly validationCount: number;
  /** Images evaluated in the end. */
  readonly testCount: number;
  /** Bytes of all images of the data set's files, which stay resident whatever part a run uses. */
  readonly residentBytes: number;
}

/** Of a whole data set, what {@link dataShapeOf} needs. */
export type WholeData = Pick<
  DatasetDescription,
  'imageShape' | 'classNames' | 'trainCount' | 'testCount'
>;

/** What a spec takes of a data set. */
export function dataShapeOf(
  { dataset }: Pick<ExperimentSpec, 'dataset'>,
  whole: WholeData,
): DataShape {
  const samples = dataset.samples ?? whole.trainCount;
  const validationCount = Math.round(samples * dataset.validationShare);
  const pixels = whole.imageShape.reduce((product, size) => product * size, 1);
  return {
    imageShape: whole.imageShape,
    classes: whole.classNames.length,
    trainCount: samples - validationCount,
    validationCount,
    testCount: dataset.testSamples ?? whole.testCount,
    residentBytes: pixels * (whole.trainCount + whole.testCount),
  };
}
