import type { EpochMetrics } from '../../shared/model/run.ts';
import type { Points } from './points.ts';

/** What the x axis counts. */
export type AxisKind = 'epoch' | 'step' | 'time';

/** The x axis of a chart. */
export interface ChartAxis {
  readonly kind: AxisKind;
  /** With its unit: `Training time (min)`. */
  readonly label: string;
  /** An x as the tooltip says it. */
  readonly say: (x: number) => string;
  /** How far from the pointer, in x, a line's nearest point still belongs to it. */
  readonly reach: number;
}

/** Epochs, counted from 1 at the end of the first. */
export const EPOCH_AXIS: ChartAxis = {
  kind: 'epoch',
  label: 'Epoch',
  say: (x) => `Epoch ${Number.isInteger(x) ? x : x.toFixed(2)}`,
  reach: 0.501,
};

/** An axis on which a run's moments have their places. */
export interface RunAxis extends ChartAxis {
  /** Where a moment lies, given in epochs done: 2.5 is halfway through the third. */
  readonly at: (epochs: number) => number;
}

/**
 * Points given in epochs done, on an axis.
 *
 * @param at where a moment lies on it
 */
export function placePoints(
  points: Points,
  kind: AxisKind,
  at: (epochs: number) => number,
): Points {
  if (kind === 'epoch') return points;
  const x = new Float64Array(points.x.length);
  for (let index = 0; index < x.length; index += 1) x[index] = at(points.x[index] ?? Number.NaN);
  return { x, y: points.y };
}

/** What a run's axes follow from. */
export interface RunTimes {
  readonly epochs: readonly Pick<EpochMetrics, 'seconds'>[];
  readonly stepsPerEpoch: number;
  /** Seconds that an epoch takes which has not ended yet. */
  readonly secondsPerEpoch: number;
}

/**
 * The x axis of a run. Time is that of training and validation, pauses left out; within an epoch it is
 * interpolated, since only ends of epochs are timed.
 */
export function runAxis(kind: AxisKind, times: RunTimes): RunAxis {
  if (kind === 'epoch') return { ...EPOCH_AXIS, at: (epochs) => epochs };
  if (kind === 'step') {
    const { stepsPerEpoch } = times;
    return {
      ...stepAxis(stepsPerEpoch),
      at: (epochs) => Math.round(epochs * stepsPerEpoch),
    };
  }
  const each = times.epochs.map((epoch) => epoch.seconds);
  const seconds = secondsAt(each, times.secondsPerEpoch);
  const total = seconds(Math.max(1, times.epochs.length));
  const unit = timeUnit(total);
  return {
    ...timeAxis(unit, total / Math.max(1, times.epochs.length)),
    at: (epochs) => seconds(epochs) / unit.seconds,
  };
}

/** An axis of training time. @param epoch seconds that the longest epoch takes */
export function timeAxis(unit: TimeUnit, epoch: number): ChartAxis {
  return {
    kind: 'time',
    label: `Training time (${unit.name})`,
    say: (x) => `After ${Number(x.toPrecision(3))} ${unit.name}`,
    reach: (EPOCH_AXIS.reach * epoch) / unit.seconds,
  };
}

/** An axis of steps. @param stepsPerEpoch of the run with the most */
export function stepAxis(stepsPerEpoch: number): ChartAxis {
  return {
    kind: 'step',
    label: 'Step',
    say: (x) => `Step ${Math.round(x).toLocaleString('en')}`,
    reach: EPOCH_AXIS.reach * stepsPerEpoch,
  };
}

/** A unit of time and how many seconds it has. */
export interface TimeUnit {
  readonly name: string;
  readonly seconds: number;
}

/**
 * When a moment is, given in epochs done.
 *
 * @param seconds that each epoch took
 * @param secondsPerEpoch that one takes which has not ended yet
 */
export function secondsAt(
  seconds: ArrayLike<number>,
  secondsPerEpoch: number,
): (epochs: number) => number {
  const ends = new Float64Array(seconds.length + 1);
  for (let epoch = 0; epoch < seconds.length; epoch += 1) {
    ends[epoch + 1] = (ends[epoch] ?? 0) + (seconds[epoch] ?? 0);
  }
  return (position) => {
    const whole = Math.min(Math.floor(position), seconds.length);
    const running = seconds[whole] ?? secondsPerEpoch;
    return (ends[whole] ?? 0) + (position - whole) * running;
  };
}

/** The unit in which a time of so many seconds is told. */
export function timeUnit(total: number): TimeUnit {
  if (total < 180) return { name: 's', seconds: 1 };
  return total < 10_800 ? { name: 'min', seconds: 60 } : { name: 'h', seconds: 3600 };
}
