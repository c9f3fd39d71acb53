import type { Artifact } from './artifact.ts';
import { findInstalled, installArtifact, type Installed } from './ensureArtifact.ts';
import { withLock } from './lock.ts';
import type { Tools } from './tools.ts';

/** How to bring a set of artifacts. */
export interface EnsureOptions {
  readonly cache: string;
  readonly tools: Tools;
  /** Ask preferred sources again where a later one was used (`ATELIER_REFRESH=1`). @default false */
  readonly refresh?: boolean;
}

/**
 * Brings every artifact into the cache, in the order given. With all in place it reads a few
 * manifests and does nothing else: no lock, no network, no child process.
 *
 * @returns what is in place, in the same order
 * @throws LabError `provision-failed` for the first that no source could bring
 */
export async function ensureArtifacts(
  artifacts: readonly Artifact[],
  options: EnsureOptions,
): Promise<readonly Installed[]> {
  const { cache, tools, refresh = false } = options;
  const found = await Promise.all(artifacts.map((artifact) => findInstalled(artifact, cache)));
  if (!refresh && found.every((installed) => installed !== undefined)) return found;
  return withLock(cache, () => bringInOrder(artifacts, options), {
    onWait: ({ pid, host, since }) =>
      tools.report.line(`Waiting for process ${pid} on ${host}, provisioning since ${since}`),
    onTakeover: ({ pid }) =>
      tools.report.line(`Process ${pid} died while provisioning: taking over`),
  });
}

async function bringInOrder(
  artifacts: readonly Artifact[],
  { cache, tools, refresh }: EnsureOptions,
): Promise<readonly Installed[]> {
  const installed: Installed[] = [];
  for (const artifact of artifacts) {
    // Looked up again: whoever held the lock before may have brought it.
    const present = await findInstalled(artifact, cache);
    const isDone = present !== undefined && !refresh;
    installed.push(isDone ? present : await installArtifact(artifact, cache, tools, present));
  }
  return installed;
}
