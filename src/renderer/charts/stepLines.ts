import type { EpochMetrics } from '../../shared/model/run.ts';
import type { RunSteps, StepPoint } from '../stores/runSteps.ts';
import { collectPoints, filterPoints, type Points } from './points.ts';
import type { Metric } from './series.ts';

/** How an epoch's images are divided into steps. */
export interface StepPlan {
  readonly batchSize: number;
  /** Images that an epoch trains on. */
  readonly trainCount: number;
}

/** How many steps an epoch has. */
export function stepsOf({ batchSize, trainCount }: StepPlan): number {
  return Math.max(1, Math.ceil(trainCount / Math.max(1, batchSize)));
}

/**
 * A metric of training within epochs: of each recorded moment the mean over the images since the one
 * before, x in epochs done.
 *
 * What is recorded are means since the epoch began, which start anew with every epoch and so draw saws.
 * They are undone: with n images seen by then, (n₂·m₂ − n₁·m₁) / (n₂ − n₁). The epoch's own mean closes it.
 */
export function stepLine(
  metric: Metric,
  steps: RunSteps,
  epochs: readonly EpochMetrics[],
  plan: StepPlan,
): Points {
  const perEpoch = stepsOf(plan);
  const most = metric === 'accuracy' ? 1 : Infinity;
  const line = collectPoints(countSteps(steps) + epochs.length);
  let epoch = 0;
  let seen = 0;
  let sum = 0;
  const add = (x: number, count: number, soFar: number): void => {
    const total = count * soFar;
    // Never beyond what can be, whatever rounding did.
    const mean = (total - sum) / (count - seen);
    if (count > seen) line.add(x, Math.min(most, Math.max(0, mean)));
    seen = count;
    sum = total;
  };
  const close = (): void => {
    const own = epochs[epoch - 1];
    if (own) add(epoch, plan.trainCount, own[metric]);
  };
  eachStep(metric, steps, (of, step, soFar) => {
    if (of !== epoch) {
      close();
      epoch = of;
      seen = 0;
      sum = 0;
    }
    const count = Math.min(plan.trainCount, step * plan.batchSize);
    add(epoch - 1 + step / perEpoch, count, soFar);
  });
  close();
  return line.points();
}

/** What each moment that knows it says of itself, x in epochs done. */
export function stepValues(
  key: 'learningRate' | 'samplesPerSecond' | 'memoryBytes',
  steps: RunSteps,
  plan: StepPlan,
): Points {
  const perEpoch = stepsOf(plan);
  const line = collectPoints(countSteps(steps));
  eachStep(key, steps, (epoch, step, value) => {
    if (!Number.isNaN(value)) line.add(epoch - 1 + step / perEpoch, value);
  });
  return line.points();
}

/** Milliseconds that a step of a whole batch takes at the speed of each moment, x in epochs done. */
export function stepTimes(steps: RunSteps, plan: StepPlan): Points {
  const speeds = stepValues('samplesPerSecond', steps, plan);
  const { x, y } = filterPoints(speeds, (_x, speed) => speed > 0);
  return { x, y: y.map((speed) => (1000 * plan.batchSize) / speed) };
}

function countSteps({ recorded, live }: RunSteps): number {
  return recorded.epoch.length + live.length;
}

/** Column by column: an object for each of 100,000 moments takes longer to make than to draw. */
function eachStep(
  key: Exclude<keyof StepPoint, 'epoch' | 'step'>,
  { recorded, live }: RunSteps,
  use: (epoch: number, step: number, value: number) => void,
): void {
  const { epoch, step, [key]: values } = recorded;
  for (let index = 0; index < epoch.length; index += 1) {
    use(epoch[index] ?? 0, step[index] ?? 0, values[index] ?? Number.NaN);
  }
  for (const point of live) use(point.epoch, point.step, point[key]);
}
