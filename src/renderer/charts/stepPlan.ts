import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import type { StepPlan } from './stepLines.ts';

/**
 * How a spec's epochs are divided into steps.
 *
 * @param available how many training images the data set has
 */
export function stepPlan(
  { dataset, training }: Pick<ExperimentSpec, 'dataset' | 'training'>,
  available: number,
): StepPlan {
  const samples = dataset.samples ?? available;
  const trainCount = samples - Math.round(samples * dataset.validationShare);
  return { batchSize: training.batchSize, trainCount };
}
