import { createWriteStream } from 'node:fs';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { LabError } from '../shared/errors.ts';

/** Which entries to extract, and how. */
export interface ExtractOptions {
  /** The entry's path below the target, or undefined to leave it out. @default every entry */
  readonly select?: ((name: string) => string | undefined) | undefined;
  /** Told the bytes written so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

interface DeferredLink {
  readonly path: string;
  readonly target: string;
}

const linkType = 0o120000;
const typeMask = 0o170000;

/**
 * Extracts a zip, streamed. Every path must stay below `target`, links included.
 *
 * @throws LabError `download-failed` on a path or link that leaves the target; what was written
 *   by then is the caller's to remove
 */
export async function extractZip(
  zipPath: string,
  target: string,
  options: ExtractOptions = {},
): Promise<void> {
  const zip = await openPromise(zipPath, { autoClose: false, lazyEntries: true });
  const links: DeferredLink[] = [];
  let written = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = options.select === undefined ? entry.fileName : options.select(entry.fileName);
      if (name === undefined) continue;
      const path = pathInside(target, name);
      if (name.endsWith('/')) await mkdir(path, { recursive: true });
      else if (isLink(entry)) links.push({ path, target: await readText(zip, entry) });
      else {
        await writeEntry(zip, entry, path, (bytes) => options.onBytes?.((written += bytes)));
      }
    }
  } finally {
    zip.close();
  }
  await makeLinks(target, links);
}

/**
 * Resolves an archive's path below a folder.
 *
 * @throws LabError `download-failed` when it is absolute or climbs out
 */
export function pathInside(target: string, name: string): string {
  const path = resolve(target, name);
  if (isAbsolute(name) || name.includes('\\') || !isInside(target, path)) {
    throw new LabError({
      code: 'download-failed',
      message: `the archive holds a path outside its folder: ${name}`,
      context: { name },
    });
  }
  return path;
}

function isInside(directory: string, path: string): boolean {
  const below = relative(directory, path);
  return below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

function unixMode(entry: Entry): number {
  return entry.externalFileAttributes >>> 16;
}

function isLink(entry: Entry): boolean {
  return (unixMode(entry) & typeMask) === linkType;
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
}

async function writeEntry(
  zip: ZipFile,
  entry: Entry,
  path: string,
  onChunk: (bytes: number) => void,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mode = (unixMode(entry) & 0o111) === 0 ? 0o644 : 0o755;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      onChunk(chunk.length);
      done(null, chunk);
    },
  });
  // wx: an archive that holds the same path twice is refused.
  const file = createWriteStream(path, { mode, flags: 'wx' });
  await pipeline(await zip.openReadStreamPromise(entry), count, file);
}

/** Links come last, so that no file is ever written through one. */
async function makeLinks(target: string, links: readonly DeferredLink[]): Promise<void> {
  const root = await realpath(target);
  for (const { path, target: to } of links) {
    pathInside(target, join(relative(target, dirname(path)), to));
    await mkdir(dirname(path), { recursive: true });
    await symlink(to, path);
  }
  for (const { path } of links) {
    const real = await realpath(path).catch(() => root);
    if (!isInside(root, real)) pathInside(root, relative(root, real));
  }
}
