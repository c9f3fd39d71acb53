import { statfs } from 'node:fs/promises';

/** What is left on a folder's disk; null where it cannot be told. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/**
 * Refuses to begin what would not fit: half of a large file takes the last room from whoever else writes
 * there, and that is the lab's database.
 *
 * @throws Error `ENOSPC`, as the system does that has found out by writing
 */
export async function assertRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free === null || free >= bytes) return;
  throw Object.assign(new Error(`ENOSPC: no space left on device, write '${folder}'`), {
    code: 'ENOSPC',
  });
}
