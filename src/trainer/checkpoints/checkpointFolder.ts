import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { assertRoom } from '../files/room.ts';
import { syncFolder } from '../files/syncFolder.ts';
import type { Checkpoint } from './checkpoint.ts';
import { decodeCheckpoint, type EncodedCheckpoint } from './checkpointBytes.ts';

const FOLDER = 'checkpoints';
const NAME = /^epoch-(\d+)\.ckpt$/;
const TEMPORARY = '.tmp';

/** Where a checkpoint lies in its run's folder, with forward slashes. */
export function checkpointPath(epoch: number): string {
  return `${FOLDER}/epoch-${String(epoch).padStart(4, '0')}.ckpt`;
}

/**
 * Writes a checkpoint so that under its name there is never a part of it: into a temporary file, synced,
 * renamed, the folder synced.
 *
 * @throws Error of the file system; the temporary file is then gone
 */
export async function writeCheckpoint(
  runDir: string,
  epoch: number,
  { parts, bytes }: EncodedCheckpoint,
): Promise<void> {
  const target = path.join(runDir, checkpointPath(epoch));
  const temporary = `${target}${TEMPORARY}`;
  await mkdir(path.dirname(target), { recursive: true });
  await assertRoom(runDir, bytes);
  try {
    await writeParts(temporary, parts);
    await rename(temporary, target);
    await syncFolder(path.dirname(target));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeParts(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The epochs of which a run's folder has a checkpoint, whole or damaged, ascending. */
export async function listCheckpoints(runDir: string): Promise<readonly number[]> {
  const names = await readdir(path.join(runDir, FOLDER)).catch(whenMissing<string[]>([]));
  return names
    .map((name) => Number(NAME.exec(name)?.[1] ?? Number.NaN))
    .filter((epoch) => Number.isInteger(epoch))
    .sort((left, right) => left - right);
}

/** @throws Error saying what is damaged, or of the file system */
export async function readCheckpoint(runDir: string, epoch: number): Promise<Checkpoint> {
  return decodeCheckpoint(await readFile(path.join(runDir, checkpointPath(epoch))));
}

/** Removes all checkpoints but those of some epochs. @returns the epochs that are left */
export async function keepCheckpoints(
  runDir: string,
  keep: readonly number[],
): Promise<readonly number[]> {
  const found = await listCheckpoints(runDir);
  for (const epoch of found) {
    if (!keep.includes(epoch)) await rm(path.join(runDir, checkpointPath(epoch)), { force: true });
  }
  return found.filter((epoch) => keep.includes(epoch));
}

/** Removes what a killed process left half-written. */
export async function removeTemporaries(runDir: string): Promise<void> {
  const folder = path.join(runDir, FOLDER);
  const names = await readdir(folder).catch(whenMissing<string[]>([]));
  for (const name of names) {
    if (name.endsWith(TEMPORARY)) await rm(path.join(folder, name), { force: true });
  }
}

function whenMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
