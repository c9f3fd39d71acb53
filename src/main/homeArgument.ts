import { resolve } from 'node:path';

/**
 * The lab's folder that `--home DIR` or `--home=DIR` names, as for the command line.
 *
 * @param argv the process's arguments; all others are Electron's
 * @returns undefined where none is named
 */
export function homeArgument(argv: readonly string[]): string | undefined {
  const place = argv.findIndex((arg) => arg === '--home' || arg.startsWith('--home='));
  if (place < 0) return undefined;
  const arg = argv[place] ?? '';
  const folder = arg === '--home' ? argv[place + 1] : arg.slice('--home='.length);
  return folder === undefined || folder === '' ? undefined : resolve(folder);
}
