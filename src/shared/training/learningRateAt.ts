import { assertNever } from '../assertNever.ts';
import type { Schedule } from '../spec/training/schedules/index.ts';
import type { EpochFigures } from './epochFigures.ts';
import { rateOnPlateau } from './rateOnPlateau.ts';

/** The run that a schedule is spread over. */
export interface RatePlan {
  /** The optimiser's own learning rate. */
  readonly baseRate: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

/**
 * The learning rate of one step, from what came before it alone.
 *
 * @param step counts from 0 over the whole run
 * @param before the figures of every epoch before the step's own; read by `reduceOnPlateau` alone
 */
export function learningRateAt(
  schedule: Schedule,
  plan: RatePlan,
  step: number,
  before: readonly EpochFigures[] = [],
): number {
  const { baseRate, epochs, stepsPerEpoch } = plan;
  switch (schedule.type) {
    case 'constant':
      return baseRate;
    case 'step':
      return decayed(baseRate, schedule.decayRate, Math.floor(passed(schedule, plan, step)));
    case 'exponential':
      return decayed(baseRate, schedule.decayRate, passed(schedule, plan, step));
    case 'cosine': {
      const warmupSteps = Math.round(schedule.warmupEpochs * stepsPerEpoch);
      const steps = { warmup: warmupSteps, decay: epochs * stepsPerEpoch - warmupSteps };
      return cosineDecay(baseRate, schedule.alpha, steps, step);
    }
    case 'oneCycle':
      return oneCycle(schedule, baseRate, epochs * stepsPerEpoch, step);
    case 'reduceOnPlateau':
      return rateOnPlateau(schedule, baseRate, before);
    default:
      return assertNever(schedule);
  }
}

/** How many times the decay's steps have passed, in parts. */
function passed(
  { decayEpochs }: { readonly decayEpochs: number },
  { stepsPerEpoch }: RatePlan,
  step: number,
): number {
  return step / (decayEpochs * stepsPerEpoch);
}

/** Keras's `ExponentialDecay`: initial_learning_rate · decay_rate ^ (step / decay_steps). */
function decayed(baseRate: number, decayRate: number, times: number): number {
  return baseRate * decayRate ** times;
}

/**
 * Keras's `CosineDecay` (Loshchilov and Hutter, SGDR, 2017) with `initial_learning_rate` 0 and
 * `warmup_target` the base rate where there is a warm-up.
 */
function cosineDecay(
  baseRate: number,
  alpha: number,
  steps: { readonly warmup: number; readonly decay: number },
  step: number,
): number {
  if (step < steps.warmup) return (baseRate * step) / steps.warmup;
  const completed = Math.min(step - steps.warmup, steps.decay) / steps.decay;
  const cosine = 0.5 * (1 + Math.cos(Math.PI * completed));
  return baseRate * ((1 - alpha) * cosine + alpha);
}

/**
 * Smith and Topin, "Super-convergence" (2018), as PyTorch's `OneCycleLR` with cosine annealing:
 * from max / div_factor up to max at pct_start of the steps, then down to the first rate / final_div_factor.
 */
function oneCycle(
  options: Extract<Schedule, { type: 'oneCycle' }>,
  baseRate: number,
  totalSteps: number,
  step: number,
): number {
  const first = baseRate / options.startDivisor;
  const last = first / options.endDivisor;
  const peak = Math.max(0, options.warmupShare * totalSteps - 1);
  if (step <= peak) return annealed(first, baseRate, peak === 0 ? 1 : step / peak);
  const rest = totalSteps - 1 - peak;
  return annealed(baseRate, last, rest === 0 ? 1 : Math.min(1, (step - peak) / rest));
}

/** Half a cosine from one rate to another. */
function annealed(from: number, to: number, part: number): number {
  return to + ((from - to) / 2) * (Math.cos(Math.PI * part) + 1);
}
