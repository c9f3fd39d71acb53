import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A socket's path must fit the kernel's field; macOS has the shortest, with a final NUL. */
const LONGEST = 103;

/**
 * Where a lab's holder can listen, best first: in the lab's home, or where that is too deep or its disk
 * knows no sockets, in a folder of the person's own among the temporary ones.
 */
export function controlPaths(home: string): readonly string[] {
  const mark = createHash('sha256').update(home).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return [`\\\\.\\pipe\\atelier-${mark}`];
  const places = [join(home, 'control.sock'), join(fallbackFolder(), `${mark}.sock`)];
  return places.filter((path) => Buffer.byteLength(path) <= LONGEST);
}

/**
 * Makes a socket's folder when it is the fallback, for this person only.
 *
 * @throws Error when somebody else has put something in its place
 */
export function prepareControlFolder(path: string): void {
  const folder = fallbackFolder();
  if (!path.startsWith(folder)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== userId()) {
    throw new Error(`${folder} belongs to somebody else`);
  }
  chmodSync(folder, 0o700);
}

function fallbackFolder(): string {
  return join(tmpdir(), `atelier-${userId()}`);
}

/** Windows has none; its pipes need no folder either. */
function userId(): number {
  return process.getuid?.() ?? 0;
}
