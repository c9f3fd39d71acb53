import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folders for a test file's runs, all gone with it. */
export interface RunFolders {
  /** A run's folder, which does not exist yet. */
  of(runId: string): string;
  remove(): Promise<void>;
}

/** Makes a place for runs' folders. */
export async function makeRunFolders(): Promise<RunFolders> {
  const root = await mkdtemp(path.join(tmpdir(), 'atelier-trainer-'));
  return {
    of: (runId) => path.join(root, 'runs', runId),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
