import { takeFileLock } from '../store/fileLock.ts';
import { openStore } from '../store/openStore.ts';
import type { LabPaths } from './labPaths.ts';

/**
 * Brings a lab of an older version to this program's schema, for those who only read; a copy of what it was
 * stays beside it. One that another process holds is left alone: whoever opened it for writing does this.
 *
 * @throws LabError as `openStore` does
 */
export function upgradeLab({ lock: path, database }: LabPaths): void {
  const lock = takeFileLock(path);
  if (!lock) return;
  try {
    openStore(database).close();
  } finally {
    lock.release();
  }
}
