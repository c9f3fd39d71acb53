import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { LabError } from '../shared/errors.ts';
import { Arguments, badInput, type RawValue } from './arguments.ts';
import { GLOBAL_OPTIONS, type Command, type OptionTable } from './command.ts';

/**
 * Reads what follows a command's name.
 *
 * @throws LabError `bad-input` naming the option or argument at fault
 */
export function readArguments(command: Command, args: readonly string[]): Arguments {
  const { values, positionals } = parse(args, { ...GLOBAL_OPTIONS, ...command.options }, command);
  checkPositionals(command, positionals);
  return new Arguments(values, positionals);
}

/** Splits a command line into the command's name and all the rest, wherever the name stands. */
export function splitCommand(
  args: readonly string[],
  options: OptionTable,
): { readonly name: string | undefined; readonly rest: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: toConfig(options),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const first = tokens.find((token) => token.kind === 'positional');
  if (first === undefined) return { name: undefined, rest: args };
  return { name: first.value, rest: args.toSpliced(first.index, 1) };
}

function parse(
  args: readonly string[],
  options: OptionTable,
  command: Command,
): { values: Readonly<Record<string, RawValue>>; positionals: readonly string[] } {
  try {
    return parseArgs({
      args: [...args],
      options: toConfig(options),
      strict: true,
      allowPositionals: true,
    });
  } catch (thrown) {
    throw describeParseError(thrown, command, Object.keys(options));
  }
}

function toConfig(options: OptionTable): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false, short }]) => [
      name,
      { type, multiple, ...(short === undefined ? {} : { short }) },
    ]),
  );
}

function describeParseError(thrown: unknown, command: Command, known: readonly string[]): LabError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const option = /'(?:-\w, )?(--?[^ '=]+)/.exec(message)?.[1] ?? 'arguments';
  const unknown = message.startsWith('Unknown option');
  const problem = unknown
    ? `is no option of "${command.name}"`
    : (message.split('\n')[0] ?? message).replace(/^Option /, '');
  const list = known.map((name) => `--${name}`).join(', ');
  return badInput(
    option,
    problem,
    unknown ? `It takes ${list}` : `Write ${option} VALUE, or ${option}=VALUE`,
  );
}

function checkPositionals(command: Command, given: readonly string[]): void {
  const { names, min = names.length, max = names.length } = command.positionals;
  const missing = names[given.length];
  if (given.length < min) {
    throw badInput(missing ?? 'arguments', 'is missing', `Usage: ${command.usage}`);
  }
  if (given.length > max) {
    throw badInput(
      `"${given[max]}"`,
      `is one argument too many for "${command.name}"`,
      `Usage: ${command.usage}`,
    );
  }
}
