import { readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const DRAFT = '.import-';

/** Where an import lies until it is confirmed: beside the data sets, so that keeping it is one rename. */
export function draftFolder(datasets: string, token: string): string {
  return join(datasets, `${DRAFT}${token}`);
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
  try {
    for (const name of readdirSync(datasets)) {
      if (!kept.includes(name)) rmSync(join(datasets, name), { recursive: true, force: true });
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
