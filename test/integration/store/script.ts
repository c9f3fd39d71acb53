import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A script of this folder's, in a process of its own. */
export interface Script {
  readonly pid: number;
  /** The next line it printed; undefined when it has ended. */
  line(): Promise<string | undefined>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Resolves when it is gone. */
  readonly ended: Promise<unknown>;
}

/** Starts a script on the Node that runs this test. It is killed with the test. */
export function startScript(file: string, ...args: readonly string[]): Script {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return {
    pid: child.pid ?? 0,
    line: async () => {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    kill,
    ended,
  };
}
