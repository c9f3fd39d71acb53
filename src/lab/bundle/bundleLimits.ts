import type { Entry } from 'yauzl';
import { MANIFEST_PATH, type BundleManifest } from '../../shared/bundle/bundleManifest.ts';
import { badBundle } from './bundleErrors.ts';
import { isFile } from './bundleParts.ts';

const MIB = 2 ** 20;

/** What a bundle may hold; a file beyond it is refused before anything is unpacked. */
export const BUNDLE_LIMITS = {
  entries: 1_001,
  manifestBytes: MIB,
  /** Of a part that is read into memory. */
  partBytes: 256 * MIB,
  /** Of a file of weights. */
  fileBytes: 8_192 * MIB,
  /** Of an entry over a mebibyte: how many times larger it may become. Text of a run reaches about 20. */
  ratio: 200,
} as const;

/** The entries of a zip by their names. */
export type Entries = ReadonlyMap<string, Entry>;

/**
 * Checks an entry by what the zip says of it, before it is read.
 *
 * @throws LabError `bad-input` naming the entry
 */
export function checkEntry(file: string, entry: Entry, mostBytes: number): void {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (!entry.canDecodeFileData())
    throw badBundle(file, `${fileName} is encrypted or packed unknown`);
  if (uncompressedSize > mostBytes) {
    throw badBundle(
      file,
      `${fileName} is too large: ${uncompressedSize} bytes, of ${mostBytes} at most`,
    );
  }
  if (uncompressedSize > MIB && uncompressedSize > BUNDLE_LIMITS.ratio * compressedSize) {
    throw badBundle(file, `${fileName} would unpack to over ${BUNDLE_LIMITS.ratio} times its size`);
  }
}

/**
 * Checks that a zip holds what its manifest lists, in the sizes that it lists, and nothing else.
 *
 * @throws LabError `bad-input` naming the entry
 */
export function checkEntries(file: string, entries: Entries, { parts }: BundleManifest): void {
  const listed = new Set([MANIFEST_PATH, ...parts.map(({ path }) => path)]);
  for (const name of entries.keys()) {
    if (!listed.has(name))
      throw badBundle(file, `it holds ${name}, which its manifest does not list`);
  }
  for (const part of parts) {
    const entry = entries.get(part.path);
    if (!entry) throw badBundle(file, `${part.path} is missing`);
    checkEntry(file, entry, isFile(part) ? BUNDLE_LIMITS.fileBytes : BUNDLE_LIMITS.partBytes);
    if (entry.uncompressedSize !== part.bytes) {
      const sizes = `${entry.uncompressedSize} bytes instead of ${part.bytes}`;
      throw badBundle(file, `${part.path} has ${sizes}`);
    }
  }
}
