import type { EpochMetrics } from '../../shared/model/run.ts';
import type { RunSteps, StepPoint } from '../stores/runSteps.ts';
import type { ChartPoint, Metric } from './series.ts';

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
): ChartPoint[] {
  const perEpoch = stepsOf(plan);
  const most = metric === 'accuracy' ? 1 : Infinity;
  const points: ChartPoint[] = [];
  let epoch = 0;
  let seen = 0;
  let sum = 0;
  const add = (x: number, count: number, soFar: number): void => {
    const total = count * soFar;
    // Never beyond what can be, whatever rounding did.
    const mean = (total - sum) / (count - seen);
    if (count > seen) points.push({ x, y: Math.min(most, Math.max(0, mean)) });
    seen = count;
    sum = total;
  };
  const close = (): void => {
    const own = epochs[epoch - 1];
    if (own) add(epoch, plan.trainCount, own[metric]);
  };
  eachStep(steps, (point) => {
    if (point.epoch !== epoch) {
      close();
      epoch = point.epoch;
      seen = 0;
      sum = 0;
    }
    const count = Math.min(plan.trainCount, point.step * plan.batchSize);
    add(epoch - 1 + point.step / perEpoch, count, point[metric]);
  });
  close();
  return points;
}

/** What each moment that knows it says of itself, x in epochs done. */
export function stepValues(
  key: 'learningRate' | 'samplesPerSecond' | 'memoryBytes',
  steps: RunSteps,
  plan: StepPlan,
): ChartPoint[] {
  const perEpoch = stepsOf(plan);
  const points: ChartPoint[] = [];
  eachStep(steps, (point) => {
    const y = point[key];
    if (!Number.isNaN(y)) points.push({ x: point.epoch - 1 + point.step / perEpoch, y });
  });
  return points;
}

/** Milliseconds that a step of a whole batch takes at the speed of each moment, x in epochs done. */
export function stepTimes(steps: RunSteps, plan: StepPlan): ChartPoint[] {
  return stepValues('samplesPerSecond', steps, plan)
    .filter(({ y }) => y > 0)
    .map(({ x, y }) => ({ x, y: (1000 * plan.batchSize) / y }));
}

function eachStep({ recorded, live }: RunSteps, use: (point: StepPoint) => void): void {
  const { epoch, step, loss, accuracy, learningRate, samplesPerSecond, memoryBytes } = recorded;
  for (let index = 0; index < epoch.length; index += 1) {
    use({
      epoch: epoch[index] ?? 0,
      step: step[index] ?? 0,
      loss: loss[index] ?? 0,
      accuracy: accuracy[index] ?? 0,
      learningRate: learningRate[index] ?? Number.NaN,
      samplesPerSecond: samplesPerSecond[index] ?? 0,
      memoryBytes: memoryBytes[index] ?? 0,
    });
  }
  for (const point of live) use(point);
}
