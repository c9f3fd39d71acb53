import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** A child that takes this process's place at the terminal. */
export interface Foreground {
  readonly file: string;
  readonly args: readonly string[];
  /** Set beside the inherited variables; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly cwd?: string | undefined;
}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a child with this process's stdio and passes signals on.
 *
 * @returns the exit status: the child's, or 128 + n when signal n ended it
 */
export function runForeground(command: Foreground): Promise<number> {
  const child = spawn(command.file, command.args, {
    stdio: 'inherit',
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
  });
  const pass = (signal: NodeJS.Signals): void => {
    // A terminal's Ctrl-C reaches the whole group: passing it on would deliver it twice.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, pass);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  }).finally(() => {
    for (const signal of forwarded) process.off(signal, pass);
  });
}
