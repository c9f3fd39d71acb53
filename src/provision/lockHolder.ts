import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  /** The kernel's start time of the process, in clock ticks, where it tells; else empty. */
  readonly startTime: string;
  readonly host: string;
  /** When it was taken, ISO 8601. */
  readonly since: string;
}

/** Reads a lock file; what cannot be read is a holder that no longer lives. */
export function parseLockHolder(text: string): LockHolder {
  try {
    const { pid, startTime, host, since } = JSON.parse(text) as Partial<LockHolder>;
    if (Number.isInteger(pid) && Number(pid) > 0 && host !== undefined) {
      return { pid: Number(pid), startTime: startTime ?? '', host, since: since ?? '' };
    }
  } catch {
    // Falls through: not JSON.
  }
  // Locks appear whole, so this is no lock being written: a number no process of ours can have.
  return { pid: 2 ** 30, startTime: 'unreadable', host: hostname(), since: '' };
}

/** When a process began, in clock ticks since boot (Linux), or an empty string elsewhere. */
export async function processStartTime(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The command's name may hold spaces and parentheses: count fields from behind it.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
