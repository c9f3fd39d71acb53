import { existsSync } from 'node:fs';
import { readHolder } from '../lab/labHolder.ts';
import { labPaths, type LabPaths } from '../lab/labPaths.ts';
import { upgradeLab } from '../lab/upgradeLab.ts';
import { LabError } from '../shared/errors.ts';
import { openStore } from '../store/openStore.ts';
import type { StoreReader } from '../store/store.ts';

/**
 * Reads from a lab, also while another process holds it. One of an older version is upgraded first.
 *
 * @returns undefined where there is no lab yet
 */
export async function withReader<T>(
  home: string,
  read: (store: StoreReader) => T | Promise<T>,
): Promise<T | undefined> {
  const paths = labPaths(home);
  if (!existsSync(paths.database)) return undefined;
  const store = openReader(paths);
  try {
    return await read(store);
  } finally {
    store.close();
  }
}

function openReader(paths: LabPaths): StoreReader {
  const { database, holder } = paths;
  const open = (): StoreReader =>
    openStore(database, { readonly: true, unheld: readHolder(holder) === undefined });
  try {
    return open();
  } catch (thrown) {
    if (!(thrown instanceof LabError) || thrown.context?.['kind'] !== 'older') throw thrown;
  }
  upgradeLab(paths);
  return open();
}
