import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../shared/errors.ts';
import { takeFileLock, type FileLock } from '../store/fileLock.ts';
import { readHolder, type LabHolder } from './labHolder.ts';
import type { LabPaths } from './labPaths.ts';

/** A holder that has just taken the lock has this long to say who it is. */
const LOOKS = 40;
const LOOK_MS = 50;

/**
 * Takes a lab's lock, which the kernel frees when this process ends in any way.
 *
 * @throws LabError `lab-in-use` naming the holder, its process and since when; `store-unavailable`
 */
export async function lockLab(paths: LabPaths): Promise<FileLock> {
  for (let look = 1; ; look += 1) {
    const lock = takeFileLock(paths.lock);
    if (lock) return lock;
    const holder = readHolder(paths.holder);
    if (holder || look === LOOKS) throw inUse(paths.home, holder);
    await delay(LOOK_MS);
  }
}

function inUse(home: string, holder: LabHolder | undefined): LabError {
  if (holder === undefined) {
    return new LabError({
      code: 'lab-in-use',
      message: `The lab at ${home} is in use by another process`,
      hint: 'Close the other Atelier, or choose another lab with --home',
      context: { home },
    });
  }
  const { kind, pid, since } = holder;
  const who = kind === 'window' ? 'an Atelier window' : 'a headless Atelier command';
  return new LabError({
    code: 'lab-in-use',
    message: `The lab at ${home} is in use by ${who} (process ${pid}, since ${since})`,
    hint:
      kind === 'window'
        ? 'Work in that window, close it, or choose another lab with --home'
        : 'Wait until that command is done, stop it, or choose another lab with --home',
    context: { home, kind, pid, since },
  });
}
