import { spawn, type ChildProcess } from 'node:child_process';
import { LabError } from '../shared/errors.ts';
import { createIdleTimer } from './idleTimer.ts';
import { measureGrowth, type Growth } from './measureGrowth.ts';

/** A client program to run to its end; its growth, where measured, counts as a sign of life. */
export interface Command extends Growth {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds without output or growth after which it is stopped. */
  readonly silenceMs: number;
}

/** Runs a command and gives its stdout. */
export type Runner = (command: Command) => Promise<string>;

const killAfterMs = 2_000;
const keptOutput = 4_000;

/**
 * Runs a child process without a shell.
 *
 * @throws LabError `not-found` when there is no such program, `source-silent` when it went quiet,
 *   `download-failed` when it exits with another status than 0 (with the last of its stderr)
 */
export const runCommand: Runner = async (command) => {
  const idle = createIdleTimer(command.silenceMs, command.file);
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env === undefined ? process.env : { ...process.env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stopMeasuring = measureGrowth(command, idle.touch);
  idle.signal.addEventListener('abort', () => endChild(child), { once: true });
  try {
    return await outcome(command, child, idle.touch, idle.signal);
  } finally {
    idle.stop();
    stopMeasuring();
  }
};

function outcome(
  command: Command,
  child: ChildProcess,
  touch: () => void,
  silence: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      touch();
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      touch();
      stderr = (stderr + text).slice(-keptOutput);
    });
    child.once('error', (error) => reject(startFailure(command, error)));
    child.once('close', (code, signal) => {
      if (silence.aborted) reject(silence.reason);
      else if (code === 0) resolve(stdout);
      else reject(exitFailure(command, code ?? signal, stderr || stdout));
    });
  });
}

function startFailure(command: Command, error: NodeJS.ErrnoException): LabError {
  const missing = error.code === 'ENOENT';
  const message = missing ? `${command.file} is not installed` : `${command.file} did not start`;
  return new LabError({ code: missing ? 'not-found' : 'download-failed', message, cause: error });
}

function exitFailure(command: Command, status: number | string | null, output: string): LabError {
  const lines = output.split('\n').map((line) => line.trim());
  const told = lines.filter((line) => line !== '').slice(-3);
  return new LabError({
    code: 'download-failed',
    message: [`${command.file} ended with ${status}`, told.join(' / ')].filter(Boolean).join(': '),
    context: { args: command.args, output },
  });
}

function endChild(child: ChildProcess): void {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
}
