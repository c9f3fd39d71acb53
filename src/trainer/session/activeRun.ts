import type { DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import type { EpochMetrics } from '../../shared/model/run.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import type { CheckpointKeeper } from '../checkpoints/checkpointKeeper.ts';
import type { DataPlan } from '../datasets/planData.ts';
import type { ResidentSet, TrainingProgram } from '../engine/contract.ts';
import type { KeptWeights } from '../checkpoints/keptWeights.ts';
import type { EventSender } from './eventSender.ts';
import type { ProgressReporter } from './progressReporter.ts';
import type { RunControl } from './runControl.ts';
import type { Stopwatch } from './stopwatch.ts';

/** A run whose model and data are in memory: all that training and evaluating need. */
export interface ActiveRun {
  readonly spec: ExperimentSpec;
  readonly dataset: DatasetDescription;
  readonly plan: DataPlan;
  readonly program: TrainingProgram;
  /** The whole training file; the plan's indices point into it. */
  readonly trainSet: ResidentSet;
  readonly trainLabels: Uint8Array;
  readonly checkpoints: CheckpointKeeper;
  readonly emit: EventSender;
  readonly progress: ProgressReporter;
  readonly stopwatch: Stopwatch;
  readonly control: RunControl;
  /** Every finished epoch, in order, in this process or before: what stateful options are decided from. */
  readonly epochs: EpochMetrics[];
  /** The best epoch's weights from before this process took the run up; null when there are none. */
  readonly keptBefore: KeptWeights | null;
}

/**
 * Lets commands arrive between two steps and waits while the run is paused.
 *
 * @returns whether to go on; false once a stop was asked for
 */
export function proceed(run: ActiveRun): Promise<boolean> {
  const { control, checkpoints, emit, stopwatch } = run;
  return control.proceed({
    paused: (reason) => {
      stopwatch.pause();
      emit({ kind: 'paused', ...(reason && { reason: reason.toData() }) });
    },
    resumed: () => {
      stopwatch.resume();
      checkpoints.retry();
      emit({ kind: 'resumed' });
    },
  });
}
