import { statSync } from 'node:fs';
import { LabError } from '../shared/errors.ts';

/**
 * Remembers which file a path names, now that it is open. Where a system lets an open file be deleted,
 * moved or replaced, what is written to it afterwards is lost, and SQLite does not say so.
 *
 * @returns a function that throws LabError `store-unavailable` once the path names another file, or none
 */
export function createPlaceCheck(path: string): () => void {
  const opened = identityOf(path);
  return () => {
    const found = identityOf(path);
    if (found === opened) return;
    throw new LabError({
      code: 'store-unavailable',
      message: `The lab’s database ${path} was ${found === null ? 'moved or deleted' : 'replaced'} while it was open`,
      hint: 'Put it back where it was, with lab.db-wal and lab.db-shm; nothing is recorded until then',
      context: { path },
    });
  };
}

function identityOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.dev}:${stats.ino}` : null;
}
