import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../shared/errors.ts';
import type { Artifact, Source } from './artifact.ts';
import { describeFailure } from './describeFailure.ts';
import { readManifest, writeManifest, type Manifest } from './manifest.ts';
import type { Tools } from './tools.ts';

/** An artifact in place. */
export interface Installed {
  /** Absolute path of its folder. */
  readonly directory: string;
  readonly manifest: Manifest;
}

/** An artifact that is already in place, found without a lock and without the network. */
export async function findInstalled(
  artifact: Pick<Artifact, 'id'>,
  cache: string,
): Promise<Installed | undefined> {
  const directory = join(cache, artifact.id);
  const manifest = await readManifest(directory);
  return manifest === undefined ? undefined : { directory, manifest };
}

/**
 * Installs an artifact from the first source that works. Must run under the cache's lock.
 *
 * @param present what is in place already: only sources before its own are tried, and it stays
 *   when none of them works
 * @throws LabError `provision-failed` naming each source and why it failed; nothing is left behind
 */
export async function installArtifact(
  artifact: Artifact,
  cache: string,
  tools: Tools,
  present?: Installed,
): Promise<Installed> {
  const attempts: { readonly source: string; readonly reason: string }[] = [];
  for (const source of artifact.sources) {
    if (source.name === present?.manifest.source) return present;
    try {
      return await installFrom(source, artifact, cache, tools);
    } catch (error) {
      const reason = describeFailure(error);
      attempts.push({ source: source.name, reason });
      tools.report.line(`${artifact.title} from ${source.name}: ${reason}`);
    }
  }
  if (present !== undefined) return present;
  throw new LabError({
    code: 'provision-failed',
    message: `${artifact.title} could not be provided. ${attempts
      .map(({ source, reason }) => `${source}: ${reason}`)
      .join('. ')}`,
    hint: artifact.hint,
    context: { artifact: artifact.id, attempts },
  });
}

async function installFrom(
  source: Source,
  artifact: Artifact,
  cache: string,
  tools: Tools,
): Promise<Installed> {
  const staging = stagingDirectory(cache);
  const stage = join(staging, artifact.id);
  const work = join(staging, `${artifact.id}.work`);
  try {
    await rm(staging, { recursive: true, force: true });
    await Promise.all([mkdir(stage, { recursive: true }), mkdir(work, { recursive: true })]);
    const paths = await source.install({ stage, work }, tools);
    const { name, version, checksum } = source;
    const facts = { name: artifact.id, version, source: name, checksum };
    const manifest = await writeManifest(stage, facts, paths);
    const directory = join(cache, artifact.id);
    await replaceDirectory(stage, directory, join(staging, 'replaced'));
    return { directory, manifest };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Beside the final folders, so that the last step is a rename on one disk. */
export function stagingDirectory(cache: string): string {
  return join(cache, '.staging');
}

async function replaceDirectory(from: string, to: string, aside: string): Promise<void> {
  await rename(to, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(from, to);
}
