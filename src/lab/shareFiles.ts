import { copyFileSync, linkSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { LabError } from '../shared/errors.ts';

/**
 * Gives a folder the files of another. They are linked, not copied, where the file system can: nobody
 * changes a file of a run in place.
 *
 * @param names relative to both folders, with forward slashes
 * @throws LabError `store-unavailable` naming the file
 */
export function shareFiles(from: string, to: string, names: readonly string[]): void {
  for (const name of names) {
    const target = path.join(to, name);
    try {
      mkdirSync(path.dirname(target), { recursive: true });
      linkOrCopy(path.join(from, name), target);
    } catch (cause) {
      throw new LabError({
        code: 'store-unavailable',
        message: `The checkpoint ${name} cannot be taken over`,
        hint: 'Check that it is still there and that the disk has room, or train a new run',
        context: { from, to, name },
        cause,
      });
    }
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
