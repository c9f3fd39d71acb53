import { createTools } from '../../../../src/provision/createTools.ts';
import type { ProgressTask, Reporter } from '../../../../src/provision/reporter.ts';
import type { Command } from '../../../../src/provision/runCommand.ts';
import type { Tools } from '../../../../src/provision/tools.ts';

/** Tools that reach nothing: any use of the network or of a client fails the test. */
export function fakeTools(overrides: Partial<Tools> = {}): Tools {
  return createTools({
    fetch: (url) => Promise.reject(new Error(`network touched: ${url}`)),
    run: ({ file }) => Promise.reject(new Error(`client started: ${file}`)),
    report: recordingReporter().report,
    env: {},
    platform: 'linux',
    arch: 'x64',
    isRoot: false,
    silenceMs: 5_000,
    ...overrides,
  });
}

/** A reporter and the lines it was given. */
export function recordingReporter(): { readonly report: Reporter; readonly lines: string[] } {
  const lines: string[] = [];
  const task: ProgressTask = { update: () => undefined, end: () => undefined };
  return { lines, report: { line: (text) => lines.push(text), task: () => task } };
}

/** A runner that answers from a table of `file first-argument`; anything else is not installed. */
export function scriptedRunner(answers: Readonly<Record<string, string>>): {
  readonly run: Tools['run'];
  readonly commands: string[];
} {
  const commands: string[] = [];
  const run = async ({ file, args }: Command): Promise<string> => {
    const command = [file, ...args].join(' ');
    commands.push(command);
    const key = Object.keys(answers).find((prefix) => command.startsWith(prefix));
    if (key === undefined) throw new Error(`${file} is not installed`);
    return answers[key] ?? '';
  };
  return { run, commands };
}
