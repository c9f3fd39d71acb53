import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A disk of a test's own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves so many bytes of room, to the page. */
  leave(bytes: number): void;
  /** Leaves no room at all. */
  fill(): void;
  /** Gives all the room back that was taken. */
  empty(): void;
  /** Lets nobody write, until told otherwise. */
  protect(isProtected?: boolean): void;
}

/** Whether this process may mount a disk, as root may on Linux. */
export const CAN_MOUNT = canMount();

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(path.join(tmpdir(), 'atelier-mount-'));
  try {
    mount(folder, 1);
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mount(folder: string, megabytes: number): void {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
  execFileSync('mount', options, { stdio: 'ignore' });
}

/** Mounts a disk, gone with the test. Ask {@link CAN_MOUNT} first. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const mounted = mkdtempSync(path.join(tmpdir(), 'atelier-disk-'));
  mount(mounted, megabytes);
  onTestFinished(() => {
    // Lazily, because a trainer that is just ending may still have a file open.
    execFileSync('umount', ['-l', mounted]);
    rmSync(mounted, { recursive: true });
  });
  const filler = path.join(mounted, 'filler');
  const folder = path.join(mounted, 'labs');
  mkdirSync(folder);
  const empty = (): void => rmSync(filler, { force: true });
  return {
    folder,
    empty,
    leave: (bytes) => {
      empty();
      const { bavail, bsize } = statfsSync(mounted);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    fill: () => writeUntilFull(filler),
    protect: (isProtected = true) =>
      void execFileSync('mount', ['-o', `remount,${isProtected ? 'ro' : 'rw'}`, mounted]),
  };
}

function writeUntilFull(file: string): void {
  const page = Buffer.alloc(4096);
  const handle = openSync(file, 'a');
  try {
    for (;;) writeSync(handle, page);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(handle);
  }
}
