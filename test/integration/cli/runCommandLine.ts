import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url));

/** What a command left. */
export interface CommandResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that is running. */
export interface RunningCommand {
  /** Settles with all of it when it has ended. */
  readonly ended: Promise<CommandResult>;
  /** Settles with the first line of JSON on standard output that is as wanted. */
  line(wanted: (value: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Settles when standard error has said something like this. */
  said(what: RegExp): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts the real command line, as `npm run lab` does once all is provisioned. */
export function startCommand(home: string, ...args: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, [CLI, ...args, '--home', home], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
  });
  return {
    ended,
    said: (what) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (what.test(err)) resolve();
        };
        child.stderr.on('data', look);
        look();
        // A promise, because the command may have ended before.
        void ended.then(() => reject(new Error(`the command ended without a word of it:\n${err}`)));
      }),
    signal: (signal) => child.kill(signal),
    line: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = jsonLines(out, false).find(wanted);
          if (found !== undefined) resolve(found);
        };
        child.stdout.on('data', look);
        look();
        void ended.then(() => {
          look();
          reject(new Error(`the command ended without that line:\n${out}\n${err}`));
        });
      }),
  };
}

/** Options of a training that is over in a few seconds, the same one every time. */
export const SMALL_RUN = [
  '--samples',
  '300',
  '--test-samples',
  '200',
  '--epochs',
  '2',
  '--seed',
  '3',
] as const;

/** Runs a command to its end. */
export function runCommand(home: string, ...args: readonly string[]): Promise<CommandResult> {
  return startCommand(home, ...args).ended;
}

/** Standard output as one JSON document. */
export function jsonDocument<T>({ out, err }: CommandResult): T {
  const lines = out.trim().split('\n');
  if (lines.length !== 1) throw new Error(`more than one document:\n${out}\n${err}`);
  return JSON.parse(lines[0] ?? '') as T;
}

/**
 * Standard output as one JSON value per line.
 *
 * @param complete whether the last line is finished
 */
export function jsonLines(out: string, complete = true): Record<string, unknown>[] {
  const lines = out.split('\n');
  if (!complete) lines.pop();
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
