import type { DatasetDescription } from '../../../shared/dataset/datasetDescription.ts';
import type { DraftSpec } from './draft.ts';

/** What a draft's numbers come to. */
export interface PlanSizes {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly stepsPerEpoch: number;
}

/**
 * Images of each split and steps of an epoch.
 *
 * @param data what the draft is trained on
 * @returns null while a number that they need is missing or impossible
 */
export function planSizes(
  { dataset, training }: DraftSpec,
  data: Pick<DatasetDescription, 'trainCount' | 'testCount'>,
): PlanSizes | null {
  const samples = dataset.samples ?? data.trainCount;
  const test = dataset.testSamples ?? data.testCount;
  const { validationShare } = dataset;
  const { batchSize } = training;
  const numbers = [samples, test, validationShare, batchSize];
  if (numbers.some((value) => value === '' || !(value > 0))) return null;
  const validation = Math.round(Number(samples) * Number(validationShare));
  const train = Number(samples) - validation;
  if (train < 1) return null;
  return {
    train,
    validation,
    test: Number(test),
    stepsPerEpoch: Math.ceil(train / Number(batchSize)),
  };
}

/** Bytes that a network's weights take on disk, at 4 each. */
export function weightBytes(parameters: number): number {
  return parameters * 4;
}
