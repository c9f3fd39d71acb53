import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { assertRoom } from './room.ts';
import { syncFolder } from './syncFolder.ts';

/** A file to be written. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file that is complete and synced. */
export interface Artifact {
  /** Relative to the parent folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/**
 * Writes a folder so that under its name there is never a part of it, whatever happens meanwhile:
 * into a temporary folder beside it, each file synced, then renamed into place.
 *
 * @param parent made when it does not exist
 * @param name the folder's name in `parent`; what was there is replaced
 * @throws Error of the file system; the temporary folder is then gone
 */
export async function writeFolder(
  parent: string,
  name: string,
  files: readonly NamedBytes[],
): Promise<readonly Artifact[]> {
  await mkdir(parent, { recursive: true });
  await assertRoom(
    parent,
    files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  );
  const temporary = await mkdtemp(path.join(parent, `.${name}-`));
  try {
    for (const { name: file, bytes } of files) await writeSynced(path.join(temporary, file), bytes);
    await syncFolder(temporary);
    await rm(path.join(parent, name), { recursive: true, force: true });
    await rename(temporary, path.join(parent, name));
    await syncFolder(parent);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  return files.map((file) => ({
    path: `${name}/${file.name}`,
    bytes: file.bytes.length,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
  }));
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
