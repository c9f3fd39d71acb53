import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import {
  bundleHeadSchema,
  bundleManifestSchema,
  MANIFEST_PATH,
  NEWEST_BUNDLE_VERSION,
  type BundleManifest,
  type BundlePart,
} from '../../shared/bundle/bundleManifest.ts';
import { LabError } from '../../shared/errors.ts';
import { badBundle, diskFull, wrongChecksum } from './bundleErrors.ts';
import { BUNDLE_LIMITS, checkEntries, checkEntry, type Entries } from './bundleLimits.ts';
import { checkPartList, sha256 } from './bundleParts.ts';
import { parsePart } from './decodeParts.ts';
import { hashingStream } from './hashingStream.ts';

/** A bundle whose manifest was read and whose entries are the ones that it lists. */
export interface OpenBundle {
  readonly manifest: BundleManifest;
  /** A part's bytes. @throws LabError `checksum-mismatch`, `bad-input` */
  read(part: BundlePart): Promise<Buffer>;
  /** Writes a part to a new file, synced. @throws LabError `checksum-mismatch`, `bad-input` */
  extract(part: BundlePart, target: string): Promise<void>;
}

/**
 * Works with a bundle, and closes it afterwards. Names in the zip are only compared with those in the
 * manifest: nothing is ever written by them.
 *
 * @throws LabError `bad-input` naming the file and what is wrong with it
 */
export async function withBundle<T>(
  file: string,
  work: (bundle: OpenBundle) => Promise<T>,
): Promise<T> {
  const zip = await explained(file, () =>
    openPromise(file, { autoClose: false, strictFileNames: true, lazyEntries: true }),
  );
  try {
    return await work(await openBundle(file, zip));
  } finally {
    zip.close();
  }
}

async function openBundle(file: string, zip: ZipFile): Promise<OpenBundle> {
  const entries = await readEntries(file, zip);
  const manifest = await readManifest(file, zip, entries);
  checkPartList(file, manifest);
  checkEntries(file, entries, manifest);
  const open = (part: BundlePart): Promise<Readable> =>
    zip.openReadStreamPromise(entries.get(part.path) as Entry);
  return {
    manifest,
    read: async (part) => {
      const bytes = await explained(file, async () => buffer(await open(part)));
      const found = sha256(bytes);
      if (found !== part.sha256) throw wrongChecksum(file, part.path, part.sha256, found);
      return bytes;
    },
    extract: async (part, target) => {
      await mkdir(dirname(target), { recursive: true });
      const checked = hashingStream((found) => {
        if (found !== part.sha256) throw wrongChecksum(file, part.path, part.sha256, found);
      });
      await explained(file, async () =>
        pipeline(
          await open(part),
          checked,
          createWriteStream(target, { flags: 'wx', flush: true }),
        ),
      );
    },
  };
}

async function readEntries(file: string, zip: ZipFile): Promise<Entries> {
  if (zip.entryCount > BUNDLE_LIMITS.entries) {
    throw badBundle(
      file,
      `it holds ${zip.entryCount} entries, of ${BUNDLE_LIMITS.entries} at most`,
    );
  }
  const entries = new Map<string, Entry>();
  await explained(file, async () => {
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw badBundle(file, `it holds ${entry.fileName} twice`);
      entries.set(entry.fileName, entry);
    }
  });
  return entries;
}

async function readManifest(file: string, zip: ZipFile, entries: Entries): Promise<BundleManifest> {
  const entry = entries.get(MANIFEST_PATH);
  if (!entry) throw badBundle(file, `it holds no ${MANIFEST_PATH}, so it is no bundle of a run`);
  checkEntry(file, entry, BUNDLE_LIMITS.manifestBytes);
  const bytes = await explained(file, async () => buffer(await zip.openReadStreamPromise(entry)));
  const text = bytes.toString('utf8');
  const { version } = parsePart(file, MANIFEST_PATH, text, bundleHeadSchema);
  if (version > NEWEST_BUNDLE_VERSION) {
    throw badBundle(
      file,
      `it has version ${version} of the form, and this program knows them up to ${NEWEST_BUNDLE_VERSION}`,
      'Import it with the version of Atelier that wrote it, or a newer one',
    );
  }
  return parsePart(file, MANIFEST_PATH, text, bundleManifestSchema);
}

/** Says of the file what the system or the zip's reader only says of itself. */
async function explained<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof LabError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw badBundle(file, 'there is no such file', 'Check its path', cause);
    if (code === 'ENOSPC') throw diskFull(file, cause);
    throw badBundle(file, code === undefined ? zipProblem(message) : message, undefined, cause);
  }
}

/** @param message of the zip's reader */
function zipProblem(message: string): string {
  const general = 'it is damaged, cut off or no zip';
  // That there is no end of a zip says no more than that.
  return message.startsWith('End of central directory') ? general : `${general} (${message})`;
}
