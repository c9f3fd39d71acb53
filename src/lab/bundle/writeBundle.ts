import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import {
  MANIFEST_PATH,
  type BundleManifest,
  type BundlePart,
} from '../../shared/bundle/bundleManifest.ts';
import { LabError } from '../../shared/errors.ts';
import { makeAtomic } from '../writeAtomic.ts';
import { isCheckpoint, isFile, pathInRun, type MemoryParts } from './bundleParts.ts';
import { hashingStream } from './hashingStream.ts';

/** What a bundle's file is made of. */
export interface BundleContent {
  readonly manifest: BundleManifest;
  readonly memory: MemoryParts;
  /** The run's folder, with the files that the manifest lists. */
  readonly runDir: string;
}

/** The same in every bundle, so that equal runs make equal files. */
const ENTRY = { mtime: new Date(Date.UTC(2020, 0, 1)), forceDosTimestamp: true } as const;

/**
 * Writes a bundle: complete, or not at all. The files of the run are streamed, and must have the hashes
 * that the run recorded.
 *
 * @throws LabError `checksum-mismatch` or `not-found` for a file of the run; `bad-input` when the bundle
 *   cannot be written there
 */
export function writeBundle(file: string, content: BundleContent): Promise<void> {
  return makeAtomic(file, async (temporary) => {
    const zip = new ZipFile();
    const output = createWriteStream(temporary, { flags: 'wx', flush: true });
    const written = pipeline(zip.outputStream, output);
    const failed = new Promise<never>((_resolve, reject) => zip.once('error', reject));
    addEntries(zip, content);
    await Promise.race([written, failed]).catch(async (error: unknown) => {
      output.destroy();
      await written.catch(() => undefined);
      throw error;
    });
  });
}

function addEntries(zip: ZipFile, { manifest, memory, runDir }: BundleContent): void {
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, 2)), MANIFEST_PATH, ENTRY);
  for (const [path, bytes] of memory) zip.addBuffer(bytes, path, ENTRY);
  for (const part of manifest.parts.filter(isFile)) {
    // Weights are noise to a compressor: a tenth smaller for a hundred times the work.
    const options = { ...ENTRY, compress: false, size: part.bytes };
    zip.addReadStreamLazy(part.path, options, (use) => use(null, readFile(zip, runDir, part)));
  }
  zip.end();
}

function readFile(zip: ZipFile, runDir: string, part: BundlePart): Readable {
  const checked = hashingStream((found) => {
    if (found !== part.sha256) throw changed(part, found);
  });
  const source = createReadStream(join(runDir, pathInRun(part)));
  source.once('error', (cause) => checked.destroy(unreadable(part, cause)));
  checked.once('error', (error) => zip.emit('error', error));
  return source.pipe(checked);
}

/** What is left to do where a file of the run is lost: a record is whole without its checkpoints. */
function withoutIt(part: BundlePart, otherwise: string): string {
  return isCheckpoint(part) ? 'Export the run without its checkpoints' : otherwise;
}

function changed(part: BundlePart, found: string): LabError {
  const name = pathInRun(part);
  return new LabError({
    code: 'checksum-mismatch',
    message: `The run’s file ${name} is not what was recorded of it`,
    hint: withoutIt(part, 'It was changed or damaged since the run ended; train the run again'),
    context: { name, said: part.sha256, found },
  });
}

function unreadable(part: BundlePart, cause: unknown): LabError {
  const name = pathInRun(part);
  return new LabError({
    code: 'not-found',
    message: `The run’s file ${name} cannot be read`,
    hint: withoutIt(
      part,
      'Check that it is still in the lab’s folder; without it the run cannot be exported',
    ),
    context: { name },
    cause,
  });
}
