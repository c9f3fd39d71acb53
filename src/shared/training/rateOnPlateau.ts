import { isBetter } from '../spec/training/monitor.ts';
import type { Schedule } from '../spec/training/schedules/index.ts';
import type { EpochFigures } from './epochFigures.ts';

type Options = Extract<Schedule, { type: 'reduceOnPlateau' }>;

/** What Keras's callback remembers from one epoch to the next. */
interface Plateau {
  readonly rate: number;
  readonly best: number | null;
  /** Epochs in a row without improvement. */
  readonly wait: number;
  /** Epochs of cooldown that are left. */
  readonly cooldown: number;
}

/**
 * The learning rate after some epochs, as Keras's `ReduceLROnPlateau` leaves it: a fold over the
 * epochs, so that a run that goes on later goes on with the same rate.
 *
 * @param epochs the figures of the epochs so far, in order
 */
export function rateOnPlateau(
  options: Options,
  baseRate: number,
  epochs: readonly EpochFigures[],
): number {
  const start: Plateau = { rate: baseRate, best: null, wait: 0, cooldown: 0 };
  return epochs.reduce((plateau, figures) => afterEpoch(options, plateau, figures), start).rate;
}

function afterEpoch(options: Options, before: Plateau, figures: EpochFigures): Plateau {
  const cooled =
    before.cooldown > 0 ? { ...before, cooldown: before.cooldown - 1, wait: 0 } : before;
  const value = figures[options.monitor];
  if (cooled.best === null || isBetter(options.monitor, value, cooled.best, options.minDelta)) {
    return { ...cooled, best: value, wait: 0 };
  }
  if (cooled.cooldown > 0) return cooled;
  const wait = cooled.wait + 1;
  if (wait < options.patience || cooled.rate <= options.minLearningRate) return { ...cooled, wait };
  const rate = Math.max(cooled.rate * options.factor, options.minLearningRate);
  return { ...cooled, rate, wait: 0, cooldown: options.cooldown };
}
