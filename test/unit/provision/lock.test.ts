import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../src/provision/lock.ts';
import { processStartTime, type LockHolder } from '../../../src/provision/lockHolder.ts';
import { listTree, temporaryDirectory } from './support/temporaryDirectory.ts';

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

async function leaveLock(directory: string, holder: Partial<LockHolder>): Promise<void> {
  const full = { pid: process.pid, startTime: '', host: hostname(), since: 'yesterday', ...holder };
  await writeFile(join(directory, 'provision.lock'), JSON.stringify(full));
}

async function takeover(directory: string): Promise<readonly LockHolder[]> {
  const dead: LockHolder[] = [];
  await withLock(directory, async () => undefined, { onTakeover: (holder) => dead.push(holder) });
  return dead;
}

function signal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

describe('withLock', () => {
  it('lets two take turns, the second told whom it waits for', async () => {
    const directory = await temporaryDirectory();
    const events: string[] = [];
    const isIn = signal();
    const mayLeave = signal();
    const first = withLock(directory, async () => {
      isIn.give();
      await mayLeave.given;
      events.push('first out');
    });
    await isIn.given;
    const second = withLock(directory, async () => events.push('second in'), {
      pollMs: 1,
      onWait: ({ pid }) => {
        events.push(`waits for ${pid}`);
        mayLeave.give();
      },
    });
    await Promise.all([first, second]);
    expect(events).toEqual([`waits for ${process.pid}`, 'first out', 'second in']);
    expect(await listTree(directory)).toEqual([]);
  });

  it('is free again after its action failed', async () => {
    const directory = await temporaryDirectory();
    const failing = withLock(directory, () => Promise.reject(new Error('no disk')));
    await expect(failing).rejects.toThrow('no disk');
    expect(await withLock(directory, async () => 'next')).toBe('next');
  });

  it('takes over from a dead holder', async () => {
    const directory = await temporaryDirectory();
    const pid = await deadPid();
    await leaveLock(directory, { pid });
    expect(await takeover(directory)).toMatchObject([{ pid }]);
    expect(await listTree(directory)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'takes over when the holder’s number belongs to a new process',
    async () => {
      const directory = await temporaryDirectory();
      expect(await processStartTime(process.pid)).toMatch(/^\d+$/);
      await leaveLock(directory, { startTime: '1' });
      expect(await takeover(directory)).toHaveLength(1);
    },
  );

  it('takes over a lock that cannot be read', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'provision.lock'), 'not json');
    expect(await takeover(directory)).toHaveLength(1);
  });

  it('takes over from another machine only once its heartbeat is old', async () => {
    const directory = await temporaryDirectory();
    await leaveLock(directory, { host: 'elsewhere' });
    const longAgo = new Date(Date.now() - 3_600_000);
    const path = join(directory, 'provision.lock');
    const waits: string[] = [];
    await withLock(directory, async () => undefined, {
      pollMs: 1,
      onWait: ({ host }) => {
        waits.push(host);
        void utimes(path, longAgo, longAgo);
      },
    });
    expect(waits).toEqual(['elsewhere']);
  });

  it('is not held up by a takeover that died itself', async () => {
    const directory = await temporaryDirectory();
    await leaveLock(directory, { pid: await deadPid() });
    const guard = join(directory, 'provision.lock.takeover');
    await mkdir(guard);
    await utimes(guard, new Date(0), new Date(0));
    expect(await takeover(directory)).toHaveLength(1);
  });
});
