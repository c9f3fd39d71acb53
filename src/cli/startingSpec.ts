import { readFile } from 'node:fs/promises';
import type { LabError } from '../shared/errors.ts';
import { findArchitecture, type SavedArchitecture } from '../shared/model/savedArchitecture.ts';
import { findPreset, PRESETS } from '../shared/spec/presets/index.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { badInput, type Arguments } from './arguments.ts';
import type { OptionTable } from './command.ts';

/** The option that names what a spec starts from; the argument `spec` says the same, or names a file. */
export const PRESET_OPTION: OptionTable = {
  preset: {
    type: 'string',
    value: 'NAME',
    help: 'instead of the argument: a preset or an own architecture, never a file',
  },
};

/**
 * The spec that a command line starts from, unchecked: a preset, an own architecture in whatever case, or
 * a file with a spec as JSON. A preset goes before an architecture, and that before a file.
 *
 * @param usage what to say when nothing is named
 * @throws LabError `bad-input` naming what is wrong, and what there is
 */
export async function startingSpec(
  args: Arguments,
  saved: readonly SavedArchitecture[],
  usage: string,
): Promise<unknown> {
  const named = args.text('preset');
  const [reference] = args.positionals;
  if (named !== undefined && reference !== undefined) {
    throw badInput('--preset', `stands beside "${reference}"`, 'Name one of the two');
  }
  if (named !== undefined) return specNamed('--preset', named, saved);
  if (reference === undefined) throw badInput('spec', 'is missing', `Usage: ${usage}`);
  return findNamed(reference, saved) ?? (await readSpecFile(reference, saved));
}

/**
 * The spec of a preset or an own architecture.
 *
 * @param field what to call it in the error
 * @throws LabError `bad-input` that lists what there is
 */
export function specNamed(
  field: string,
  name: string,
  saved: readonly SavedArchitecture[],
): ExperimentSpec {
  const spec = findNamed(name, saved);
  if (spec) return spec;
  throw badInput(
    field,
    `there is no preset and no architecture of your own called "${name}"`,
    `Use one of ${namesOf(saved)}`,
  );
}

function findNamed(name: string, saved: readonly SavedArchitecture[]): ExperimentSpec | undefined {
  return (findPreset(name) ?? findArchitecture(saved, name))?.spec;
}

function namesOf(saved: readonly SavedArchitecture[]): string {
  return [...PRESETS.map(({ id }) => id), ...saved.map(({ name }) => `"${name}"`)].join(', ');
}

async function readSpecFile(path: string, saved: readonly SavedArchitecture[]): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, cause, saved);
  });
  const value = parseJson(path, text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw badInput('spec', `${path} holds no object, and so no spec`, HINT);
}

const HINT = 'Give a file with a spec as JSON';

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw badInput('spec', `${path} is not JSON: ${reason}`, HINT);
  }
}

function unreadable(
  path: string,
  cause: NodeJS.ErrnoException,
  saved: readonly SavedArchitecture[],
): LabError {
  const problem =
    cause.code === 'ENOENT'
      ? `there is no preset, no architecture of your own and no file called "${path}"`
      : `"${path}" cannot be read: ${cause.message}`;
  return badInput('spec', problem, `Use one of ${namesOf(saved)}, or the path of a spec as JSON`);
}
