import type { TrainerCommand, TrainerEvent } from '../shared/contract/trainerProtocol.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';

/** A run handed to an executor. */
export interface Job {
  readonly runId: string;
  readonly spec: ExperimentSpec;
  /** Where the run's record ends, when it goes on. */
  readonly resume?: Resumption;
  /** Train although it is predicted not to fit into memory. */
  readonly force?: boolean;
}

/** Where a run's record ends. */
export type Resumption = NonNullable<Extract<TrainerCommand, { type: 'start' }>['resume']>;

/** A run that an executor has taken. */
export interface RunningJob {
  /** End after the current step; what was recorded and the weights so far are kept. */
  stop(): void;
  /** End as by `stop`, but after the epoch that is running. */
  stopAfterEpoch(): void;
  pause(): void;
  resume(): void;
  /** Settles after the last event was delivered; never rejects. */
  readonly done: Promise<void>;
}

/** What trains runs: the local trainer process, or one day remote workers. */
export interface Executor {
  /**
   * Trains a job. The listener receives its events in order of `seq`; the last one is `finished`,
   * `failed` or, when the trainer was killed, `interrupted`. None comes before this method has returned; `stop` may
   * deliver the last one before it returns. The listener must not throw.
   */
  execute(job: Job, listener: (event: TrainerEvent) => void): RunningJob;
  /** Ends every process of the executor. */
  dispose(): Promise<void>;
}
