import type { LabEvent } from '../shared/contract/labEvents.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { RunQueue } from '../queue/runQueue.ts';
import type { Store } from '../store/store.ts';
import type { LabDatasets } from './labDatasets.ts';
import type { LabHolder } from './labHolder.ts';
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
  readonly datasets: LabDatasets;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: LabEvent) => void): () => void;
  /** @throws LabError `not-found` */
  renameRun(runId: string, name: string): RunSummary;
  /**
   * Makes a run of so many more epochs than a completed one, which goes on from its last checkpoint.
   *
   * @throws LabError `illegal-state`, `not-found`, `store-unavailable` when its files cannot be taken over
   */
  extendRun(runId: string, epochs: number): RunSummary;
  /**
   * Deletes runs with their folders, or none of them.
   *
   * @returns how many
   * @throws LabError `illegal-state` when one is training, `not-found`
   */
  deleteRuns(runIds: readonly string[]): Promise<number>;
  /** Ends the trainer, closes the store and lets go of the lab. What trains becomes interrupted. */
  close(): Promise<void>;
}
