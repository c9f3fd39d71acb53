import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

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

/** Says who holds the lab, wholly or not at all. */
export function writeHolder(path: string, holder: LabHolder): void {
  const draft = `${path}.part`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  renameSync(draft, path);
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
