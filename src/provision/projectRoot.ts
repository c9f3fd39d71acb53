import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the project's package.json. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * The version of an installed dependency.
 *
 * @throws when it is not in node_modules: then `npm ci` was not run
 */
export function installedVersion(packageName: string, root: string = projectRoot): string {
  const path = join(root, 'node_modules', packageName, 'package.json');
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const version = (parsed as { readonly version?: unknown }).version;
  if (typeof version !== 'string') throw new Error(`${path} names no version`);
  return version;
}
