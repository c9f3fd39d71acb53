import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LabError } from '../shared/errors.ts';

/**
 * Writes a file so that under its name there is never a part of it: beside it first, synced, then renamed.
 *
 * @param path of a folder that exists; a file that is there is replaced
 * @throws LabError `bad-input` naming the file and what the system said; nothing is left behind then
 */
export function writeAtomic(path: string, content: string | Uint8Array): Promise<void> {
  return makeAtomic(path, async (temporary) => {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/**
 * As {@link writeAtomic}, for a file that is made piece by piece.
 *
 * @param make makes the file under the name it is given, and syncs it; a LabError that it throws is passed on
 */
export async function makeAtomic(
  path: string,
  make: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}-${randomUUID()}`);
  try {
    await make(temporary);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (cause instanceof LabError) throw cause;
    throw new LabError({
      code: 'bad-input',
      message: `${path} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Choose another folder, or make room',
      context: { path },
      cause,
    });
  }
}
