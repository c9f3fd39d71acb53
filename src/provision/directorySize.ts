import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes in all files below a folder; what vanishes meanwhile counts nothing. */
export async function directorySize(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => fileSize(join(directory, name))));
  return sizes.reduce((total, size) => total + size, 0);
}

async function fileSize(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() ? info.size : 0;
}
