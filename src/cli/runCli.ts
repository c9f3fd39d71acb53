import { resolve } from 'node:path';
import { toLabError } from '../shared/errors.ts';
import { badInput } from './arguments.ts';
import {
  GLOBAL_OPTIONS,
  type Command,
  type CommandContext,
  type ExitStatus,
  type OptionTable,
} from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { failureStatus, sayError } from './failure.ts';
import type { Terminal } from './output/terminal.ts';
import { readArguments, splitCommand } from './readArguments.ts';
import { commandUsage, usage } from './usage.ts';

/** What the command line is started with. */
export interface CliOptions {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The version that `--version` names. */
  readonly version: string;
  /** The lab's folder where neither `--home` nor `ATELIER_HOME` names one. */
  readonly defaultHome: (env: Readonly<Record<string, string | undefined>>) => string;
  readonly onInterrupt: CommandContext['onInterrupt'];
}

/**
 * Runs one command of the headless lab. Never rejects: what goes wrong is said on standard error, with
 * `--json` on standard output too.
 */
export async function runCli(args: readonly string[], options: CliOptions): Promise<ExitStatus> {
  try {
    return await dispatch(args, options);
  } catch (thrown) {
    const error = toLabError(thrown);
    sayError(options.terminal, error);
    if (args.includes('--json')) options.terminal.printJson({ error: error.toData() });
    return failureStatus(error);
  }
}

async function dispatch(args: readonly string[], options: CliOptions): Promise<ExitStatus> {
  const { terminal, env, version } = options;
  const { name, rest } = splitCommand(args, allOptions());
  if (name === undefined) return withoutCommand(args, terminal, version);
  if (name === 'help') return help(rest, terminal);
  const command = findCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(commandUsage(command));
    return 0;
  }
  const parsed = readArguments(command, rest);
  const home = resolve(readHome(parsed.text('home')) ?? options.defaultHome(env));
  const json = parsed.flag('json');
  const { onInterrupt } = options;
  return command.run({ home, terminal, json, env, onInterrupt }, parsed);
}

function withoutCommand(args: readonly string[], terminal: Terminal, version: string): ExitStatus {
  if (args.includes('--version')) {
    terminal.print(version);
    return 0;
  }
  if (args.includes('--help') || args.includes('-h')) {
    terminal.print(usage(COMMANDS));
    return 0;
  }
  const unknown = args.find((arg) => !['--json'].includes(arg));
  if (unknown !== undefined) {
    throw badInput(unknown, 'stands without a command', 'See "npm run lab -- help"');
  }
  terminal.say(usage(COMMANDS));
  return 2;
}

function help(rest: readonly string[], terminal: Terminal): ExitStatus {
  const name = rest.find((word) => !word.startsWith('-'));
  terminal.print(name === undefined ? usage(COMMANDS) : commandUsage(findCommand(name)));
  return 0;
}

function findCommand(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const names = ['doctor', ...COMMANDS.map((candidate) => candidate.name)].join(', ');
  throw badInput('command', `there is no command "${name}"`, `Use one of ${names}`);
}

function readHome(text: string | undefined): string | undefined {
  if (text !== '') return text;
  throw badInput('--home', 'names no folder', 'Give the folder of a lab, such as --home ./lab');
}

// To tell a command from an option's value, the options of all commands must be known at once.
function allOptions(): OptionTable {
  const version = { type: 'boolean', help: 'the version of Atelier' } as const;
  return Object.assign(
    { version },
    GLOBAL_OPTIONS,
    ...COMMANDS.map(({ options }) => options),
  ) as OptionTable;
}
