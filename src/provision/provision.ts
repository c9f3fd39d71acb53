import { join } from 'node:path';
import type { Artifact } from './artifact.ts';
import { artifactSet } from './artifactSet.ts';
import { bundledSqliteBinding } from './artifacts/electron.ts';
import { electronExecutable } from './artifacts/electronPaths.ts';
import { nodeExecutable } from './artifacts/nodeRuntime.ts';
import { addonFile } from './artifacts/tfjsAddon.ts';
import { cacheDirectory } from './cacheDirectory.ts';
import { createTools } from './createTools.ts';
import type { Installed } from './ensureArtifact.ts';
import { ensureArtifacts } from './ensureArtifacts.ts';
import { linkAddon } from './linkAddon.ts';
import { projectRoot } from './projectRoot.ts';
import type { Provisioned, ProvisionedElectron } from './provisioned.ts';
import { ensureElectronLibraries } from './system/electronLibraries.ts';
import type { Tools } from './tools.ts';

/** What is needed: a window needs Electron and its libraries on top of the rest. */
export type ProvisionNeed = 'headless' | 'window';

/** How to provision. */
export interface ProvisionOptions {
  /** @default the project this file is part of */
  readonly root?: string | undefined;
  /** @default {@link cacheDirectory} */
  readonly cache?: string | undefined;
  /** Replaces parts of the outside world. */
  readonly tools?: Partial<Tools> | undefined;
}

/**
 * Finds, verifies and caches the native parts. With everything in place it takes milliseconds and
 * touches no network. Progress goes to stderr.
 *
 * @example
 * const { node, env } = await provision('headless');
 * spawn(node, ['src/cli/index.ts', 'runs'], { env: { ...process.env, ...env } });
 *
 * @throws LabError `provision-failed` with each source tried and the one command that helps, or
 *   `unsupported-platform`
 */
export async function provision(
  need: ProvisionNeed,
  options: ProvisionOptions = {},
): Promise<Provisioned> {
  const root = options.root ?? projectRoot;
  const tools = createTools(options.tools);
  const cache = options.cache ?? cacheDirectory(tools.env, tools.platform);
  const set = await artifactSet({ root, cache }, tools);
  const find = await bring(
    [
      ...[set.node, set.tensorflow, set.addon, set.fashionMnist],
      ...(need === 'window' ? [set.electron] : []),
    ],
    cache,
    tools,
  );
  const addon = find(set.addon);
  if (addon !== undefined) await linkAddon(root, join(addon.directory, addonFile));
  const electron = find(set.electron);
  if (electron !== undefined) {
    await ensureElectronLibraries(executableOf(electron, tools), tools);
  }
  return describe({ ...mapParts(set, find), electron }, tools);
}

type Find = (artifact: Artifact | undefined) => Installed | undefined;

async function bring(
  artifacts: readonly (Artifact | undefined)[],
  cache: string,
  tools: Tools,
): Promise<Find> {
  const wanted = artifacts.filter((artifact) => artifact !== undefined);
  const refresh = tools.env['ATELIER_REFRESH'] === '1';
  const installed = await ensureArtifacts(wanted, { cache, tools, refresh });
  const byId = new Map(wanted.map(({ id }, index) => [id, installed[index]]));
  return (artifact) => (artifact === undefined ? undefined : byId.get(artifact.id));
}

interface InstalledParts {
  readonly node: Installed | undefined;
  readonly tensorflow: Installed | undefined;
  readonly fashionMnist: Installed | undefined;
  readonly electron: Installed | undefined;
}

function mapParts(
  set: Awaited<ReturnType<typeof artifactSet>>,
  find: Find,
): Omit<InstalledParts, 'electron'> {
  return {
    node: find(set.node),
    tensorflow: find(set.tensorflow),
    fashionMnist: find(set.fashionMnist),
  };
}

function describe(parts: InstalledParts, tools: Tools): Provisioned {
  const node =
    parts.node === undefined
      ? process.execPath
      : join(parts.node.directory, nodeExecutable(tools.platform));
  const fashionMnist = parts.fashionMnist?.directory ?? tools.env['ATELIER_FASHION_MNIST'] ?? '';
  const binding = parts.electron && bundledSqliteBinding(parts.electron);
  return {
    node,
    electron: parts.electron && describeElectron(parts.electron, tools),
    betterSqlite:
      binding === undefined
        ? { module: 'better-sqlite3' }
        : { module: 'better-sqlite3-12', nativeBinding: binding },
    fashionMnist,
    tensorflow: {
      libVersion: parts.tensorflow?.manifest.version,
      libDirectory: parts.tensorflow && join(parts.tensorflow.directory, 'lib'),
    },
    env: {
      ATELIER_FASHION_MNIST: fashionMnist,
      ATELIER_NODE: node,
      TF_CPP_MIN_LOG_LEVEL: tools.env['TF_CPP_MIN_LOG_LEVEL'] ?? '2',
      ...(binding === undefined ? {} : { ATELIER_SQLITE_BINDING: binding }),
    },
  };
}

function describeElectron(installed: Installed, tools: Tools): ProvisionedElectron {
  return {
    path: executableOf(installed, tools),
    version: installed.manifest.version,
    args: tools.platform === 'linux' ? linuxArgs(tools.isRoot) : [],
  };
}

/** Chromium refuses to sandbox root's processes; without D-Bus it complains at length, to no one's use. */
function linuxArgs(isRoot: boolean): readonly string[] {
  return isRoot ? ['--log-level=3', '--no-sandbox'] : ['--log-level=3'];
}

function executableOf(installed: Installed, tools: Tools): string {
  return join(installed.directory, electronExecutable(tools.platform));
}
