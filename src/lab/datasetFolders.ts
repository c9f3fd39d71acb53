import { readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const DRAFT = '.import-';

/** Where an import lies until it is kept: beside the others of its kind, so that keeping it is one rename. */
export function draftFolder(folder: string, token: string): string {
  return join(folder, `${DRAFT}${token}`);
}

/**
 * Removes what a crash left: unconfirmed imports, and folders whose row was not written any more.
 *
 * @param kept ids of the data sets that there are
 */
export function removeLeftovers(
  datasets: string,
  kept: readonly string[],
  onFault: (error: unknown) => void,
): void {
  removeFrom(datasets, (name) => !kept.includes(name), onFault);
}

/** Removes what a crash left of imports into a folder. */
export function removeDrafts(folder: string, onFault: (error: unknown) => void): void {
  removeFrom(folder, (name) => name.startsWith(DRAFT), onFault);
}

function removeFrom(
  folder: string,
  unwanted: (name: string) => boolean,
  onFault: (error: unknown) => void,
): void {
  try {
    for (const name of readdirSync(folder)) {
      if (unwanted(name)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onFault(error);
  }
}

/** Removes a folder with all in it, if it is there. */
export function removeTree(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Makes the names in a folder outlast a loss of power, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder, and keeps names without being asked.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
