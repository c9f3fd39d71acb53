import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseLockHolder, processStartTime, type LockHolder } from './lockHolder.ts';

/** How to wait for a lock. */
export interface LockOptions {
  /** Told once for each holder that is waited for. */
  readonly onWait?: ((holder: LockHolder) => void) | undefined;
  /** Told of a dead holder whose lock was taken over. */
  readonly onTakeover?: ((holder: LockHolder) => void) | undefined;
  /** @default 250 */
  readonly pollMs?: number | undefined;
}

const heartbeatMs = 5_000;
/** Another machine's processes cannot be looked up; its lock counts as dead without a heartbeat. */
const staleMs = 60_000;

/**
 * Runs `action` while holding the folder's one lock; others take turns. The lock dies with its
 * holder: the next in line looks whether that process still lives.
 *
 * @param directory made when missing
 * @returns what `action` returns
 */
export async function withLock<T>(
  directory: string,
  action: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'provision.lock');
  await acquire(path, options);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function acquire(path: string, options: LockOptions): Promise<void> {
  let waitingFor: string | undefined;
  for (;;) {
    if (await tryCreate(path)) return;
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const holder = parseLockHolder(text);
    if (!(await isAlive(path, holder))) {
      if (await removeDead(path, text)) options.onTakeover?.(holder);
      continue;
    }
    if (waitingFor !== text) options.onWait?.(holder);
    waitingFor = text;
    await new Promise((resolve) => setTimeout(resolve, options.pollMs ?? 250));
  }
}

/** Appears complete or not at all: a hard link to a finished file, refused where one exists. */
async function tryCreate(path: string): Promise<boolean> {
  const holder: LockHolder = {
    pid: process.pid,
    startTime: await processStartTime(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function isAlive(path: string, holder: LockHolder): Promise<boolean> {
  if (holder.host !== hostname()) return isFresh(path, staleMs);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // The number may have been given to a new process since.
  return (await processStartTime(holder.pid)) === holder.startTime;
}

async function isFresh(path: string, withinMs: number): Promise<boolean> {
  const info = await stat(path).catch(() => undefined);
  return info !== undefined && Date.now() - info.mtimeMs < withinMs;
}

/**
 * Only one process at a time may remove a dead lock, and only the very lock it judged dead:
 * otherwise the slower of two could remove the lock the faster one has just taken.
 */
async function removeDead(path: string, judged: string): Promise<boolean> {
  const guard = `${path}.takeover`;
  try {
    await mkdir(guard);
  } catch {
    if (!(await isFresh(guard, heartbeatMs))) await rm(guard, { recursive: true, force: true });
    return false;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) !== judged) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}
