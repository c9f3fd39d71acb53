import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was installed in a folder; written last, so that its presence says "complete". */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** Where it came from, as people would say it. */
  readonly source: string;
  /** What the download was verified against. */
  readonly checksum: string;
  /** ISO 8601. */
  readonly installedAt: string;
  /** Key files, relative to the folder, with their size in bytes. */
  readonly files: readonly ManifestFile[];
}

/** A file that must be there, at this size. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
}

const fileName = 'manifest.json';

/** Measures the files and writes the manifest into `directory`. */
export async function writeManifest(
  directory: string,
  facts: Omit<Manifest, 'files' | 'installedAt'>,
  paths: readonly string[],
): Promise<Manifest> {
  const files = await Promise.all(
    paths.map(async (path) => ({ path, bytes: (await stat(join(directory, path))).size })),
  );
  const manifest: Manifest = { ...facts, installedAt: new Date().toISOString(), files };
  await writeFile(join(directory, fileName), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/**
 * The manifest of a folder whose key files are all there at their size.
 *
 * @returns undefined for anything less: then the part is provisioned again
 */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const text = await readFile(join(directory, fileName), 'utf8').catch(() => undefined);
  const manifest = text === undefined ? undefined : parseManifest(text);
  if (manifest === undefined) return undefined;
  const intact = await Promise.all(manifest.files.map((file) => isIntact(directory, file)));
  return intact.every(Boolean) ? manifest : undefined;
}

async function isIntact(directory: string, file: ManifestFile): Promise<boolean> {
  const info = await stat(join(directory, file.path)).catch(() => undefined);
  return info?.size === file.bytes;
}

// Checked by hand: the fast path must not pay for loading a schema library.
function parseManifest(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Manifest;
    const named = [value.name, value.version, value.source, value.checksum, value.installedAt];
    const files = Array.isArray(value.files) && value.files.length > 0;
    return files && named.every((field) => typeof field === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
