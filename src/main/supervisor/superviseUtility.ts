import type { UtilityProcess } from 'electron';
import type { TrainerExit, TrainerProcess } from '../../queue/trainerProcess.ts';

/**
 * Wraps a utility process so that its known faults do no harm: it may report its exit twice, must not
 * be posted to once it is gone, and can only be asked to end, not be ended.
 *
 * @param endProcess how a process is ended for good, `process.kill` by default
 */
export function superviseUtility(
  child: UtilityProcess,
  endProcess: (pid: number) => void = (pid) => process.kill(pid, 'SIGKILL'),
): TrainerProcess {
  let pid = child.pid;
  let exit: TrainerExit | undefined;
  let killWhenSpawned = false;
  const exitListeners: ((exit: TrainerExit) => void)[] = [];

  const killForGood = (): void => {
    if (exit !== undefined) return;
    // Before it has spawned there is no process to end, so the wish is kept.
    if (pid === undefined) killWhenSpawned = true;
    else endQuietly(pid, endProcess);
  };
  child.once('spawn', () => {
    pid = child.pid;
    if (killWhenSpawned) killForGood();
  });
  // Electron emits it before the exit of a trainer out of memory; unheard, it would end the app.
  child.on('error', () => undefined);
  child.on('exit', (code) => {
    if (exit !== undefined) return;
    exit = { code, signal: null };
    for (const listener of exitListeners) listener(exit);
  });

  return {
    get pid() {
      return pid;
    },
    post: (command) => {
      if (exit === undefined) child.postMessage(command);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      if (exit === undefined) exitListeners.push(listener);
      else listener(exit);
    },
    kill: (signal) => {
      if (signal === 'SIGKILL') killForGood();
      else if (exit === undefined) child.kill();
    },
  };
}

function endQuietly(pid: number, endProcess: (pid: number) => void): void {
  try {
    endProcess(pid);
  } catch {
    // Gone in the meantime, which is what was wanted.
  }
}
