import type { BundledRun } from '../shared/bundle/bundledRun.ts';
import type { TrainerEvent } from '../shared/contract/trainerProtocol.ts';
import type { SaveComparison, SavedComparison } from '../shared/contract/comparison.ts';
import type { Settings } from '../shared/contract/app.ts';
import type { Calibration } from '../shared/cost/calibration.ts';
import type { PaceRatio } from '../shared/cost/corrections.ts';
import type { LabErrorData } from '../shared/errors.ts';
import type { ConfusionMatrix } from '../shared/model/confusionMatrix.ts';
import type {
  ComparedRun,
  LogLine,
  ParentRun,
  RunDetail,
  RunSummary,
} from '../shared/model/run.ts';
import type { SavedArchitecture } from '../shared/model/savedArchitecture.ts';
import type { ImportedDataset } from '../shared/model/importedDataset.ts';
import type { RunEstimate } from '../shared/model/runCost.ts';
import type { RunState } from '../shared/model/runState.ts';
import type { NewArchitecture } from './architectures.ts';
import type { DatasetNames, DatasetUse } from './datasets.ts';
import type { EnqueueRequest } from './enqueueRun.ts';
import type { IntegrityReport } from './integrityCheck.ts';
import type { Predictions } from './predictions.ts';
import type { RunsTableReader, RunsTableWriter } from './runsTableStore.ts';
import type { SameSpec } from './sameSpec.ts';
import type { StepMetrics } from './stepMetrics.ts';
import type { Verification } from '../shared/verify/compareRecords.ts';
import type { RunVerification } from '../shared/verify/runVerification.ts';
import type { OpenVerification } from './verifications.ts';

/**
 * What can be read of a lab, also while another process holds it. Every method may throw a LabError
 * `store-corrupt`, `store-unavailable` or `disk-full`; a method that takes a run's id throws `not-found`.
 */
export interface StoreReader extends RunsTableReader, SameSpec {
  /** The database's file. */
  readonly path: string;
  getSummary(runId: string): RunSummary;
  getRun(runId: string): RunDetail;
  /** Whether there is a run of this id that is not deleted. */
  isHere(runId: string): boolean;
  /** The run that a run came from; null where there is none, or it was deleted. */
  parentOf(runId: string): ParentRun | null;
  /** Without the matrices of epochs, and so quick. */
  getComparedRun(runId: string): ComparedRun;
  /**
   * The ULID of the run a person means: number (with or without #), ULID, exact name (the latest), or at
   * least 4 characters that begin one ULID only.
   *
   * @throws LabError `not-found`, or `bad-input` when several fit
   */
  findRun(reference: string): string;
  /** Queued runs in the order they will train. */
  queued(): readonly RunSummary[];
  /** The run that trains next. */
  nextQueued(): RunSummary | undefined;
  /** Validation confusion matrices in the order of epochs. */
  validationConfusions(runId: string): readonly ConfusionMatrix[];
  /** Running means within epochs, thinned to at most about 100 per epoch. */
  stepMetrics(runId: string): readonly StepMetrics[];
  /** The trainer's own words, oldest first; of a long log the newest lines. */
  log(runId: string): readonly LogLine[];
  /** What the run said of each test image; null before its evaluation. */
  predictions(runId: string): Predictions | null;
  /** The hash of the data that a run used; null before it started. */
  datasetHashOf(runId: string): string | null;
  /** How many runs were tested on a data set. */
  countTested(datasetHash: string): number;
  /** The verifications in which a run stands on either side, oldest first; also those under way. */
  verifications(runId: string): readonly RunVerification[];
  /** Verifications whose repetition is completed and was not compared yet. */
  dueVerifications(): readonly OpenVerification[];
  /** A run's whole record, as a bundle holds it. @throws LabError `illegal-state` when it is not over */
  bundledRun(runId: string): BundledRun;
  /** Imported data sets, oldest first; removed ones that runs still name are among them. */
  importedDatasets(): readonly ImportedDataset[];
  /** How many runs name a data set, whether it was imported or not. */
  datasetUse(datasetId: string): DatasetUse;
  /** The newest calibration of a processor, by `processorSignature`. */
  latestCalibration(processor: string): Calibration | null;
  /** How completed runs on a machine compared with what its calibration said, newest first. */
  paceRatios(machine: string): readonly PaceRatio[];
  /** How many workers the latest trial of some work chose; null when there was none. */
  workersOfTrial(key: string): number | null;
  /** Saved comparisons, the one changed last first. */
  comparisons(): readonly SavedComparison[];
  /** The library of architectures, the one changed last first. */
  architectures(): readonly SavedArchitecture[];
  getSettings(): Settings;
  integrityCheck(): IntegrityReport;
  close(): void;
}

/** A lab's database, with the one writer's methods. Each is one transaction. */
export interface Store extends StoreReader, RunsTableWriter {
  /** Makes a run at the end of the queue. @throws LabError `not-found` for an unknown parent */
  enqueueRun(request: EnqueueRequest): RunSummary;
  /** Makes several runs at the end of the queue, or none. @throws LabError `not-found` for an unknown parent */
  enqueueRuns(requests: readonly EnqueueRequest[]): readonly RunSummary[];
  /**
   * Makes a queued run of so many more epochs than a completed one, whose record it begins with. Its
   * folder is the caller's business: the checkpoints have to be there too.
   *
   * @throws LabError `illegal-state` when the run has not come to its end or has no checkpoint
   */
  extendRun(runId: string, epochs: number): RunSummary;
  /** To `queued` means to the end of the queue. @throws LabError `illegal-state` */
  transition(runId: string, to: RunState, failure?: LabErrorData): RunSummary;
  /**
   * Records an event; one recorded before is absorbed. An evaluation is held back until `finished` and
   * committed with it, so a process that dies between the two leaves the run without evaluation.
   *
   * @throws LabError `trainer-protocol` for a gap in `seq` or an epoch out of turn, `illegal-state` for a
   *   run that takes no such event
   */
  record(event: TrainerEvent): RunSummary;
  /** Marks as interrupted what was training when its process died. */
  interruptActive(): readonly RunSummary[];
  /** Puts a queued run at a place counted from 1; past the end means the end. @throws LabError `illegal-state` */
  moveQueued(runId: string, position: number): RunSummary;
  renameRun(runId: string, name: string): RunSummary;
  /** Records a data set whose files are complete. */
  addDataset(dataset: ImportedDataset): void;
  /** @throws LabError `not-found`, `bad-input` when there is not a name for each class */
  renameDataset(datasetId: string, names: DatasetNames): ImportedDataset;
  /** Forgets a data set, or only its images while runs name it. @throws LabError `not-found` */
  removeDataset(datasetId: string): void;
  /** Keeps a comparison, or changes one that has an id. @throws LabError `not-found` */
  saveComparison(comparison: SaveComparison): SavedComparison;
  /** @returns whether there was one */
  deleteComparison(id: string): boolean;
  /** Puts an architecture into the library. @throws LabError `bad-input` when its name is taken */
  saveArchitecture(architecture: NewArchitecture): SavedArchitecture;
  /** @throws LabError `not-found`, `bad-input` when the name is taken */
  renameArchitecture(id: string, name: string): SavedArchitecture;
  /** Puts one out of sight; {@link purgeDeleted} removes it for good. @returns whether it was there */
  deleteArchitecture(id: string): boolean;
  /** Takes back a deletion. @throws LabError `not-found`, `bad-input` when the name is taken by now */
  restoreArchitecture(id: string): SavedArchitecture;
  setSettings(settings: Settings): Settings;
  /** Makes a run that repeats another, to be compared with it when it is completed. */
  enqueueVerification(runId: string, request: EnqueueRequest): RunSummary;
  /** Keeps what comparing a repetition with its run said. */
  finishVerification(repetitionId: string, result: Verification): void;
  /**
   * Adds a run from another lab under its own id, with the next number. Its files are the caller's business.
   *
   * @throws LabError `illegal-state` when the lab has a run of this id
   */
  importRun(run: BundledRun): RunSummary;
  saveCalibration(calibration: Calibration): void;
  /** Keeps what a run was estimated to take. @throws LabError `not-found` */
  saveEstimate(runId: string, estimate: RunEstimate): void;
}
