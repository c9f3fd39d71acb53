import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  TRAINER_V8_FLAGS,
  trainerEnvironment,
  type SpawnTrainer,
  type TrainerExit,
  type TrainerProcess,
} from '../queue/trainerProcess.ts';

const TRAINER = fileURLToPath(new URL('../trainer/index.ts', import.meta.url));

/**
 * Starts trainers as children of Node, from the same source that the window's trainer is built of.
 *
 * @param modulePath the trainer; tests give their own
 */
export function childTrainer(modulePath: string = TRAINER): SpawnTrainer {
  return (threads) => {
    const child = fork(modulePath, [], {
      // Typed arrays arrive as typed arrays.
      serialization: 'advanced',
      execPath: process.execPath,
      execArgv: [...process.execArgv, ...TRAINER_V8_FLAGS],
      // What native code prints must not get between the JSON lines on standard output.
      stdio: ['ignore', 2, 2, 'ipc'],
      // In a process group of its own: Ctrl+C reaches only us, and we let it end its step.
      detached: true,
      env: trainerEnvironment(process.env, threads),
    });
    let exit: TrainerExit | undefined;
    let reported = false;
    const listeners: ((exit: TrainerExit) => void)[] = [];
    // The end of the process can be known before its last messages are read; they come first.
    const report = (): void => {
      const drained = !child.connected || child.pid === undefined;
      if (exit === undefined || !drained || reported) return;
      reported = true;
      for (const listener of listeners) listener(exit);
    };
    child.on('exit', (code, signal) => {
      exit = { code, signal };
      report();
    });
    child.on('disconnect', report);
    child.on('error', () => {
      if (child.pid !== undefined) return;
      exit ??= { code: null, signal: null };
      report();
    });
    return {
      pid: child.pid,
      post: (command) => {
        // A child that is just ending closes the channel first; its exit is reported on its own.
        if (child.connected) child.send(command, () => undefined);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        if (reported && exit !== undefined) listener(exit);
        else listeners.push(listener);
      },
      kill: (signal) => {
        if (exit === undefined) child.kill(signal);
      },
    } satisfies TrainerProcess;
  };
}
