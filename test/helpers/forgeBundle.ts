import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import type { BundleManifest } from '../../src/shared/bundle/bundleManifest.ts';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A bundle's entries, to be changed and written again. */
export type Unzipped = Map<string, Buffer>;

export async function unzip(file: string): Promise<Unzipped> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true });
  const entries: Unzipped = new Map();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  zip.close();
  return entries;
}

export async function zipTo(file: string, entries: Unzipped): Promise<void> {
  const zip = new ZipFile();
  for (const [name, bytes] of entries) zip.addBuffer(bytes, name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

export function manifestOf(entries: Unzipped): BundleManifest {
  return JSON.parse(entries.get('manifest.json')?.toString() ?? '') as BundleManifest;
}

/** Replaces a part, and what the manifest says of it: a bundle that somebody made by hand. */
export function forge(entries: Unzipped, name: string, content: string): void {
  const bytes = Buffer.from(content);
  entries.set(name, bytes);
  const manifest = manifestOf(entries);
  const said = { path: name, bytes: bytes.length, sha256: sha256(bytes) };
  const parts = [...manifest.parts.filter((part) => part.path !== name), said];
  entries.set('manifest.json', Buffer.from(JSON.stringify({ ...manifest, parts })));
}

/** Makes of a bundle one of another run, whose parts are changed; its checksums fit. */
export async function forgeRun(
  from: string,
  to: string,
  id: string,
  change: (part: string, content: string) => string,
): Promise<void> {
  const entries = await unzip(from);
  const run = { ...manifestOf(entries).run, id };
  entries.set('manifest.json', Buffer.from(JSON.stringify({ ...manifestOf(entries), run })));
  for (const [name, bytes] of [...entries]) {
    if (name === 'manifest.json' || !name.endsWith('.json') || name.includes('/')) continue;
    const before = bytes.toString();
    const own = name === 'run.json' ? before.replace(/"id":"\w+"/, `"id":"${id}"`) : before;
    forge(entries, name, change(name, own));
  }
  await zipTo(to, entries);
}
