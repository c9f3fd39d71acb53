import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is gone after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'atelier-provision-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Everything below a folder, sorted, links not followed; nothing where it does not exist. */
export async function listTree(directory: string): Promise<readonly string[]> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(directory, options).catch(() => []);
  return entries.map(({ parentPath, name }) => relative(directory, join(parentPath, name))).sort();
}
