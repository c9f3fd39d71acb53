import type { ComparedRun } from '../../shared/model/run.ts';
import {
  EPOCH_AXIS,
  secondsAt,
  stepAxis,
  timeAxis,
  timeUnit,
  type AxisKind,
  type ChartAxis,
} from './axis.ts';
import { stepsOf } from './stepLines.ts';
import { stepPlan } from './stepPlan.ts';

/** One x axis for several runs. */
export interface ComparedAxis extends ChartAxis {
  /** Where a moment of a run lies, given in epochs done. */
  readonly at: (run: ComparedRun, epochs: number) => number;
}

/**
 * The x axis on which runs are laid over each other: epoch on epoch, step on step, or time on time.
 *
 * @param available how many training images a run's data set has
 */
export function comparedAxis(
  kind: AxisKind,
  runs: readonly ComparedRun[],
  available: (run: ComparedRun) => number,
): ComparedAxis {
  if (kind === 'epoch') return { ...EPOCH_AXIS, at: (_run, epochs) => epochs };
  if (kind === 'step') {
    const steps = new Map(
      runs.map((run) => [run.summary.id, stepsOf(stepPlan(run.spec, available(run)))]),
    );
    return {
      ...stepAxis(Math.max(1, ...steps.values())),
      at: ({ summary }, epochs) => Math.round(epochs * (steps.get(summary.id) ?? 1)),
    };
  }
  const seconds = new Map(
    runs.map(({ summary, epochs }) => [summary.id, secondsAt(epochs.seconds, 1)]),
  );
  const totals = runs.map(
    ({ summary, epochs }) => seconds.get(summary.id)?.(epochs.epoch.length) ?? 0,
  );
  const unit = timeUnit(Math.max(1, ...totals));
  const longest = runs.map(
    ({ epochs }, index) => (totals[index] ?? 0) / Math.max(1, epochs.epoch.length),
  );
  return {
    ...timeAxis(unit, Math.max(0.001, ...longest)),
    at: ({ summary }, epochs) => (seconds.get(summary.id)?.(epochs) ?? 0) / unit.seconds,
  };
}
