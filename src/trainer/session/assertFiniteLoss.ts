import { LabError } from '../../shared/errors.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';

/** Where a loss was seen. */
export interface LossPlace {
  readonly phase: 'training' | 'validation' | 'test';
  /** Counted from 1. */
  readonly epoch: number;
  /** Steps done in this phase. */
  readonly step: number;
}

/**
 * Refuses a loss that is NaN or infinite: training cannot recover from it.
 *
 * @throws LabError `non-finite-loss` naming the place and what to change
 */
export function assertFiniteLoss(loss: number, place: LossPlace, spec: ExperimentSpec): void {
  if (Number.isFinite(loss)) return;
  const { learningRate } = spec.training.optimizer;
  const became = Number.isNaN(loss) ? 'NaN' : 'infinite';
  throw new LabError({
    code: 'non-finite-loss',
    message: `The ${place.phase} loss became ${became} in epoch ${place.epoch}, by step ${place.step}`,
    hint: `Lower the learning rate (it is ${learningRate}); ${learningRate / 10} is a good next try`,
    context: { ...place, loss: String(loss), learningRate },
  });
}
