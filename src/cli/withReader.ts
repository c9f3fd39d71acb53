import { existsSync } from 'node:fs';
import { readHolder } from '../lab/labHolder.ts';
import { labPaths } from '../lab/labPaths.ts';
import { openStore } from '../store/openStore.ts';
import type { StoreReader } from '../store/store.ts';

/**
 * Reads from a lab, also while another process holds it.
 *
 * @returns undefined where there is no lab yet
 */
export async function withReader<T>(
  home: string,
  read: (store: StoreReader) => T | Promise<T>,
): Promise<T | undefined> {
  const { database: path, holder } = labPaths(home);
  if (!existsSync(path)) return undefined;
  const store = openStore(path, { readonly: true, unheld: readHolder(holder) === undefined });
  try {
    return await read(store);
  } finally {
    store.close();
  }
}
