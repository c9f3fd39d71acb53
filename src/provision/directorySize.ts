import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes in all files below a folder; what vanishes meanwhile counts nothing. */
export async function directorySize(directory: string): Promise<number> {
  // With types, as otherwise links to folders would be followed.
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(({ parentPath, name }) => fileSize(join(parentPath, name))),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

async function fileSize(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  return info?.size ?? 0;
}
