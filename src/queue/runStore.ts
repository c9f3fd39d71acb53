import type { TrainerEvent } from '../shared/contract/trainerProtocol.ts';
import type { LabErrorData } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { RunCost } from '../shared/model/runCost.ts';
import type { RunState } from '../shared/model/runState.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';

/** What the queue needs of whatever keeps the runs. Every method may throw a LabError. */
export interface RunStore {
  enqueueRun(request: NewRun): RunSummary;
  /** Makes several, or none of them. */
  enqueueRuns(requests: readonly NewRun[]): readonly RunSummary[];
  getSummary(runId: string): RunSummary;
  getRun(runId: string): {
    readonly spec: ExperimentSpec;
    readonly summary: RunSummary;
    readonly lastSeq: number;
    readonly cost: Pick<RunCost, 'forced'>;
  };

  /** In the order they will train. */
  queued(): readonly RunSummary[];
  nextQueued(): RunSummary | undefined;
  /** To `queued` means to the end of the queue. */
  transition(runId: string, to: RunState, failure?: LabErrorData): RunSummary;
  record(event: TrainerEvent): RunSummary;
  /** Marks as interrupted what was training when its process died. */
  interruptActive(): readonly RunSummary[];
  moveQueued(runId: string, position: number): RunSummary;
  deleteRuns(runIds: readonly string[]): readonly string[];
}

/** A run to be. */
export interface NewRun {
  /** Already parsed. */
  readonly spec: ExperimentSpec;
  readonly name?: string | undefined;
  /** The run this one was forked from. */
  readonly parentId?: string | undefined;
  /** Train although it is predicted not to fit into memory. */
  readonly force?: boolean | undefined;
}
