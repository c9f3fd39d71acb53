import { epochColumns } from '../../shared/model/epochColumns.ts';
import type { RunDetail } from '../../shared/model/run.ts';
import { runColorToken } from '../composables/useRunColor.ts';
import type { RunSteps } from '../stores/runSteps.ts';
import { placePoints, type RunAxis } from './axis.ts';
import { filterPoints, mergePoints, type Points } from './points.ts';
import { metricSeries, overEpochs, type ChartSeries, type Measure, type Metric } from './series.ts';
import { stepLine, stepTimes, stepValues, type StepPlan } from './stepLines.ts';

/** What is drawn of one run. */
export type RunMeasure = Exclude<Measure, 'lossDifference' | 'accuracyDifference'>;

/** The lines of each chart of a run. */
export type RunLines = Readonly<Record<RunMeasure, readonly ChartSeries[]>>;

/** What the charts of one run are drawn from. */
export interface RunLinesSource {
  readonly detail: Pick<RunDetail, 'epochs' | 'summary'>;
  readonly steps: RunSteps;
  readonly plan: StepPlan;
}

/** The lines of all charts of a run, x in epochs done: what stays the same when the axis changes. */
export function runLines(source: RunLinesSource): RunLines {
  const { steps, plan } = source;
  return {
    loss: metricLines('loss', source),
    accuracy: metricLines('accuracy', source),
    learningRate: [learningRateLine(source)],
    stepTime: [machineLine('Step', stepTimes(steps, plan), source)],
    throughput: [machineLine('Speed', stepValues('samplesPerSecond', steps, plan), source)],
    memory: [machineLine('Memory', stepValues('memoryBytes', steps, plan), source)],
  };
}

/** The lines of a run on one of its axes. */
export function placeLines(lines: RunLines, { kind, at }: RunAxis): RunLines {
  const place = (own: readonly ChartSeries[]): readonly ChartSeries[] =>
    own.map((line) => ({ ...line, points: placePoints(line.points, kind, at) }));
  return {
    loss: place(lines.loss),
    accuracy: place(lines.accuracy),
    learningRate: place(lines.learningRate),
    stepTime: place(lines.stepTime),
    throughput: place(lines.throughput),
    memory: place(lines.memory),
  };
}

/** A metric of a run: within epochs, at the end of each, and on the validation images. */
function metricLines(metric: Metric, source: RunLinesSource): readonly ChartSeries[] {
  const { detail, steps, plan } = source;
  const color = runColorToken(detail.summary);
  const within = stepLine(metric, steps, detail.epochs, plan);
  const whole = metricSeries(metric, { epochs: epochColumns(detail.epochs), color });
  if (within.x.length === 0) return whole;
  return [
    {
      id: '/steps',
      label: 'Steps',
      heading: 'Training (steps)',
      color,
      tone: 'fine',
      points: within,
    },
    ...whole,
  ];
}

/** The learning rate: of the steps that recorded it, and of the last step of each epoch. */
function learningRateLine({ detail, steps, plan }: RunLinesSource): ChartSeries {
  const recorded = stepValues('learningRate', steps, plan);
  const within = filterPoints(recorded, (x) => !Number.isInteger(x));
  const points = mergePoints(within, overEpochs(epochColumns(detail.epochs), 'learningRate'));
  return { ...lone('Learning rate', points, detail), dots: recorded.x.length === 0 };
}

/** How long steps take, speed or memory of the trainer. */
function machineLine(label: string, points: Points, { detail }: RunLinesSource): ChartSeries {
  return { ...lone(label, points, detail), dots: false };
}

function lone(label: string, points: Points, { summary }: Pick<RunDetail, 'summary'>): ChartSeries {
  return { id: label, label, color: runColorToken(summary), tone: 'solid', points };
}
