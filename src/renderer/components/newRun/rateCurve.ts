import { scheduleSchema, type Schedule } from '../../../shared/spec/training/schedules/index.ts';
import { learningRateAt, type RatePlan } from '../../../shared/training/learningRateAt.ts';
import type { DraftSpec } from './draft.ts';

/** The learning rate at one moment of a run. */
export interface RatePoint {
  /** Epochs that have passed, in parts. */
  readonly epoch: number;
  readonly rate: number;
}

/** What can be said of the learning rate before a run. */
export type RateForecast =
  | { readonly kind: 'curve'; readonly points: readonly RatePoint[]; readonly epochs: number }
  /** It depends on what validation will show. */
  | { readonly kind: 'unforeseeable' }
  /** A number that it needs is missing or impossible. */
  | { readonly kind: 'unknown' };

const MOST_POINTS = 241;

/**
 * The learning rate that a draft's run will have, from the trainer's own function.
 *
 * @param stepsPerEpoch null while it is not known
 */
export function rateForecast(
  { epochs, optimizer, schedule }: DraftSpec['training'],
  stepsPerEpoch: number | null,
): RateForecast {
  const parsed = scheduleSchema.safeParse(schedule);
  const baseRate = optimizer['learningRate'];
  if (!parsed.success || stepsPerEpoch === null || !isPositive(baseRate)) return UNKNOWN;
  if (!isPositive(epochs) || !Number.isInteger(epochs)) return UNKNOWN;
  if (parsed.data.type === 'reduceOnPlateau') return { kind: 'unforeseeable' };
  const points = ratePoints(parsed.data, { baseRate, epochs, stepsPerEpoch });
  return points.every(({ rate }) => Number.isFinite(rate))
    ? { kind: 'curve', points, epochs }
    : UNKNOWN;
}

const UNKNOWN: RateForecast = { kind: 'unknown' };

/** Steps of the whole run, the first and the last among them, thinned evenly where there are many. */
function ratePoints(schedule: Schedule, plan: RatePlan): readonly RatePoint[] {
  const last = plan.epochs * plan.stepsPerEpoch - 1;
  const count = Math.min(last + 1, MOST_POINTS);
  return Array.from({ length: count }, (_, index) => {
    const step = count === 1 ? 0 : Math.round((index * last) / (count - 1));
    return { epoch: step / plan.stepsPerEpoch, rate: learningRateAt(schedule, plan, step) };
  });
}

/**
 * A curve as the `d` of an SVG path; its highest rate is at the top, zero at the bottom. The last
 * step's rate holds to the end of the run.
 *
 * @param width pixels from epoch 0 to the last one's end
 */
export function ratePath(
  points: readonly RatePoint[],
  epochs: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const top = Math.max(...points.map(({ rate }) => rate));
  const steps = points.map(({ epoch, rate }, index) => {
    const x = (epoch / epochs) * width;
    const y = height - (top > 0 ? rate / top : 0) * height;
    return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `${steps.join('')}H${width}`;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
