import type {
  CheckpointEvent,
  Environment,
  EpochEvent,
  LogEvent,
} from '../contract/trainerProtocol.ts';
import type { LabErrorData } from '../errors.ts';
import type { ExperimentSpec } from '../spec/experimentSpec.ts';
import type { ClassMetrics } from '../stats/perClass.ts';
import type { ConfusionMatrix } from './confusionMatrix.ts';
import type { RunCost } from './runCost.ts';
import type { RunEnding } from './runEnding.ts';
import type { RunState } from './runState.ts';

/** A run as tables show it. Times are ISO 8601 in UTC; durations seconds; metrics 0–1. */
export interface RunSummary {
  /** ULID. */
  readonly id: string;
  /** Counts runs of the lab from 1; colours and short names follow it. */
  readonly number: number;
  readonly name: string;
  readonly model: string;
  readonly state: RunState;
  readonly seed: number;
  readonly epochs: number;
  readonly epochsDone: number;
  readonly parameters: number | null;
  readonly bestValAccuracy: number | null;
  /** The epoch, counted from 1, of the best validation accuracy. */
  readonly bestEpoch: number | null;
  readonly testAccuracy: number | null;
  readonly testLoss: number | null;
  /** Images behind `testAccuracy`. */
  readonly testCount: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Seconds spent training, waiting excluded. */
  readonly trainingSeconds: number | null;
  /** Place in the queue from 1; null when not queued. */
  readonly queuePosition: number | null;
  readonly favourite: boolean;
  /** Place in the palette that a person chose; null for the one that follows from the number. */
  readonly color: number | null;
  /** When it was put away; null when it is not. */
  readonly archivedAt: string | null;
  /** ULID of the experiment that holds it. */
  readonly experimentId: string | null;
  /** In alphabetical order. */
  readonly tags: readonly string[];
  readonly hasNote: boolean;
  /** Why it ended before its time, or paused by itself. */
  readonly failure: LabErrorData | null;
}

/** One epoch's metrics as stored. */
export type EpochMetrics = Omit<EpochEvent, 'kind' | 'confusion' | 'tensors'>;

/** The metrics of epochs, a typed array for each, all equally long; see `epochColumns`. */
export type EpochColumns = Readonly<Record<keyof EpochMetrics, Float64Array>>;

/** A file that training can go on from, as stored. */
export type Checkpoint = Omit<CheckpointEvent, 'kind' | 'kept'>;

/** A line of a run's log, as stored. */
export interface LogLine extends Omit<LogEvent, 'kind'> {
  /** Of its event. */
  readonly seq: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** The final evaluation as stored. */
export interface Evaluation {
  readonly split: 'test';
  readonly loss: number;
  readonly accuracy: number;
  readonly count: number;
  readonly seconds: number;
  /** Images in a batch of the pass that `seconds` times; null in records that did not say. */
  readonly batchSize: number | null;
  readonly confusion: ConfusionMatrix;
  readonly perClass: readonly ClassMetrics[];
}

/** All that is known of one run. */
export interface RunDetail {
  readonly summary: RunSummary;
  readonly spec: ExperimentSpec;
  readonly specHash: string;
  readonly datasetHash: string | null;
  readonly splitHash: string | null;
  readonly environment: Environment | null;
  readonly cost: RunCost;
  readonly epochs: readonly EpochMetrics[];
  /** Validation confusion matrices by epoch, in step with `epochs`. */
  readonly validationConfusions: readonly ConfusionMatrix[];
  readonly evaluation: Evaluation | null;
  /** What training options made of its end; null until then. */
  readonly ending: RunEnding | null;
  readonly artifacts: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  /** What training can go on from, by epoch. */
  readonly checkpoints: readonly Checkpoint[];
  /** The highest sequence number that the record holds. */
  readonly lastSeq: number;
}

/** The run that another came from: by a fork, as a repetition, for more epochs. */
export interface ParentRun {
  readonly id: string;
  readonly name: string;
  readonly spec: ExperimentSpec;
}

/**
 * What a comparison needs of a run: all but the matrices of its epochs, which may be millions of cells;
 * their metrics in columns.
 */
export type ComparedRun = Omit<RunDetail, 'validationConfusions' | 'epochs'> & {
  readonly epochs: EpochColumns;
};
