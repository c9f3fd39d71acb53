import { learningRateAt } from '../../shared/training/learningRateAt.ts';
import type { ActiveRun } from './activeRun.ts';

/** The learning rates of one epoch's steps. */
export interface LearningRates {
  /** Sets the program's rate for a step, counted from 0 over the whole run. */
  use(step: number): void;
  /** The rate of the last step that was taken. */
  current(): number;
}

/**
 * Prepares the rates of the epoch that is to begin. The program is told only of a rate that differs
 * from the one before, so that a constant one costs nothing.
 *
 * @param stepsPerEpoch of the whole run
 */
export function learningRates(run: ActiveRun, stepsPerEpoch: number): LearningRates {
  const { schedule, epochs, optimizer } = run.spec.training;
  const plan = { baseRate: optimizer.learningRate, epochs, stepsPerEpoch };
  const before = [...run.epochs];
  const ofPlateau =
    schedule.type === 'reduceOnPlateau' ? learningRateAt(schedule, plan, 0, before) : null;
  // A program begins with the base rate; under any schedule the epoch before may have left another.
  let current = schedule.type === 'constant' ? plan.baseRate : Number.NaN;
  return {
    use: (step) => {
      const rate = ofPlateau ?? learningRateAt(schedule, plan, step);
      if (rate !== current) run.program.setLearningRate(rate);
      current = rate;
    },
    current: () => current,
  };
}
