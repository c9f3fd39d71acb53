import { rm } from 'node:fs/promises';
import type { Store } from '../store/store.ts';
import type { LabPaths } from './labPaths.ts';

/** How long a deletion can be taken back. */
export const DELETION_GRACE_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 10 * 60_000;

/** What removing deleted runs needs. */
export interface DeletionGraceOptions {
  readonly store: Pick<Store, 'purgeDeleted'>;
  readonly paths: Pick<LabPaths, 'run'>;
  readonly onFault: (error: unknown) => void;
  /** @default the wall clock */
  readonly now?: () => number;
}

/**
 * Removes for good, rows first and then their folders, the runs that were deleted longer ago than the
 * grace: now, and as long as the lab is open.
 *
 * @returns a function that ends it
 */
export function keepDeletionGrace(options: DeletionGraceOptions): () => void {
  const { store, paths, onFault, now = Date.now } = options;
  const look = (): void => {
    try {
      for (const id of store.purgeDeleted(new Date(now() - DELETION_GRACE_MS))) {
        rm(paths.run(id), { recursive: true, force: true, maxRetries: 3 }).catch(onFault);
      }
    } catch (error) {
      onFault(error);
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
