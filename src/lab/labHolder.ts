import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { LabError } from '../shared/errors.ts';

/** Schema of who holds a lab. */
export const labHolderSchema = z.object({
  /** A window, or a command without one. */
  kind: z.enum(['window', 'headless']),
  pid: z.number().int().positive(),
  /** ISO 8601 in UTC. */
  since: z.string(),
  /** Where it takes requests of other processes; null when it takes none. */
  control: z.string().nullable(),
});

/** Who holds a lab. */
export type LabHolder = z.infer<typeof labHolderSchema>;

/**
 * Says who holds the lab, wholly or not at all.
 *
 * @throws LabError `folder-unwritable` or `disk-full` naming the lab's folder
 */
export function writeHolder(path: string, holder: LabHolder): void {
  const draft = `${path}.part`;
  try {
    writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
    renameSync(draft, path);
  } catch (cause) {
    throw cannotWrite(dirname(path), cause);
  }
}

function cannotWrite(folder: string, cause: unknown): LabError {
  const isFull = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
  return new LabError({
    code: isFull ? 'disk-full' : 'folder-unwritable',
    message: `The lab’s folder ${folder} cannot be written: ${isFull ? 'the disk is full' : (cause as Error).message}`,
    hint: `${isFull ? 'Make room on its disk' : 'Make it writable, or copy the lab to a place that is'}; until then it can only be read, with: npm run lab -- runs, show, compare, export`,
    context: { folder },
    cause,
  });
}

/**
 * Who the file says holds the lab; undefined when it says nothing, or names a process that is gone:
 * one that was killed leaves its file behind.
 */
export function readHolder(path: string): LabHolder | undefined {
  try {
    const holder = labHolderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return isAlive(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the file away. */
export function removeHolder(path: string): void {
  rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
