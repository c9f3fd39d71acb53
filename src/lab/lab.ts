import type { LabEvent } from '../shared/contract/labEvents.ts';
import type { Annotation } from '../shared/contract/runsTable.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { Inspector } from '../queue/inspector.ts';
import type { RunQueue } from '../queue/runQueue.ts';
import type { Store } from '../store/store.ts';
import type { LabDatasets } from './labDatasets.ts';
import type { LabEstimates } from './labEstimates.ts';
import type { LabHolder } from './labHolder.ts';
import type { LabImports } from './labImports.ts';
import type { LabPaths } from './labPaths.ts';

/**
 * A lab that this process holds. Change runs through `queue`, `renameRun` and `deleteRuns`: what is
 * written through `store` alone is told to nobody.
 */
export interface Lab {
  /** The lab's folder, absolute. */
  readonly home: string;
  readonly paths: LabPaths;
  readonly holder: LabHolder;
  readonly store: Store;
  readonly queue: RunQueue;
  /** Looks into saved models, beside the run that trains. */
  readonly inspector: Inspector;
  readonly datasets: LabDatasets;
  readonly estimates: LabEstimates;
  readonly imports: LabImports;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: LabEvent) => void): () => void;
  /** @throws LabError `not-found` */
  renameRun(runId: string, name: string): RunSummary;
  /** Changes what is noted about runs, or about none. @throws LabError `not-found` */
  annotateRuns(runIds: readonly string[], change: Annotation): readonly RunSummary[];
  /** Markdown; an empty text takes the note away. @throws LabError `not-found` */
  setNote(runId: string, text: string): RunSummary;
  /**
   * Makes a run of so many more epochs than a completed one, which goes on from its last checkpoint.
   *
   * @throws LabError `illegal-state`, `not-found`, `store-unavailable` when its files cannot be taken over
   */
  extendRun(runId: string, epochs: number): RunSummary;
  /**
   * Queues a completed run's spec again; when that is completed, the two are compared to the bit.
   *
   * @returns the repetition
   * @throws LabError `illegal-state` for a run that is not completed, `not-found`; `dataset-missing` or
   *   `dataset-corrupt` when the lab does not have the images that it was trained on
   */
  verifyRun(runId: string): RunSummary;
  /**
   * Adds the run of a bundle, whole or not at all.
   *
   * @throws LabError `bad-input` or `checksum-mismatch` naming what is wrong with the file,
   *   `illegal-state` when the run is here already
   */
  importRun(file: string): Promise<RunSummary>;
  /**
   * Deletes runs, or none of them. Their rows and folders are removed a day later.
   *
   * @returns how many
   * @throws LabError `illegal-state` when one is training, `not-found`
   */
  deleteRuns(runIds: readonly string[]): number;
  /** Takes back a deletion; what was queued is queued again, at the end. @throws LabError `not-found` */
  restoreRuns(runIds: readonly string[]): readonly RunSummary[];
  /** Ends the trainer, closes the store and lets go of the lab. What trains becomes interrupted. */
  close(): Promise<void>;
}
