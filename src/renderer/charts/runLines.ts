import type { RunDetail } from '../../shared/model/run.ts';
import { runColorToken } from '../composables/useRunColor.ts';
import type { RunSteps } from '../stores/runSteps.ts';
import type { RunAxis } from './axis.ts';
import { metricSeries, type ChartPoint, type ChartSeries, type Metric } from './series.ts';
import { stepLine, stepTimes, stepValues, type StepPlan } from './stepLines.ts';

/** What the charts of one run are drawn from. */
export interface RunLinesSource {
  readonly detail: Pick<RunDetail, 'epochs' | 'summary'>;
  readonly steps: RunSteps;
  readonly plan: StepPlan;
  readonly axis: RunAxis;
}

/** A metric of a run: within epochs, at the end of each, and on the validation images. */
export function metricLines(metric: Metric, source: RunLinesSource): readonly ChartSeries[] {
  const { detail, steps, plan, axis } = source;
  const color = runColorToken(detail.summary);
  const within = stepLine(metric, steps, detail.epochs, plan);
  const fine: ChartSeries = {
    id: '/steps',
    label: 'Steps',
    heading: 'Training (steps)',
    color,
    tone: 'fine',
    points: placed(within, axis),
  };
  const whole = metricSeries(metric, { epochs: detail.epochs, color });
  const lines = whole.map((line) => ({ ...line, points: placed(line.points, axis) }));
  return within.length > 0 ? [fine, ...lines] : lines;
}

/** The learning rate: of the steps that recorded it, and of the last step of each epoch. */
export function learningRateLine(source: RunLinesSource): readonly ChartSeries[] {
  const { detail, steps, plan, axis } = source;
  const within = stepValues('learningRate', steps, plan);
  const ends = detail.epochs.map(({ epoch, learningRate }) => ({ x: epoch, y: learningRate }));
  const points = [...within.filter(({ x }) => !Number.isInteger(x)), ...ends];
  const line = lone(
    'Learning rate',
    points.sort((left, right) => left.x - right.x),
    detail,
    axis,
  );
  return [{ ...line, dots: within.length === 0 }];
}

const MACHINE_LABELS = { stepTime: 'Step', samplesPerSecond: 'Speed', memoryBytes: 'Memory' };

/** How long steps take, speed or memory of the trainer. */
export function machineLine(
  key: keyof typeof MACHINE_LABELS,
  { detail, steps, plan, axis }: RunLinesSource,
): readonly ChartSeries[] {
  const points = key === 'stepTime' ? stepTimes(steps, plan) : stepValues(key, steps, plan);
  return [{ ...lone(MACHINE_LABELS[key], points, detail, axis), dots: false }];
}

function lone(
  label: string,
  points: readonly ChartPoint[],
  { summary }: Pick<RunDetail, 'summary'>,
  axis: RunAxis,
): ChartSeries {
  return {
    id: label,
    label,
    color: runColorToken(summary),
    tone: 'solid',
    points: placed(points, axis),
  };
}

function placed(points: readonly ChartPoint[], axis: RunAxis): readonly ChartPoint[] {
  return axis.kind === 'epoch' ? points : points.map(({ x, y }) => ({ x: axis.at(x), y }));
}
