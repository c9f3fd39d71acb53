import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../artifact.ts';
import { downloadFile } from '../downloadFile.ts';
import { unpackZip } from '../unpackZip.ts';
import { electronExecutable } from './electronPaths.ts';

/** Which of upstream's releases. */
export interface ElectronRelease {
  readonly root: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const releases = 'https://github.com/electron/electron/releases/download/';

/**
 * Upstream's release archive, or its mirror (`ELECTRON_MIRROR`), checked against the list that the
 * `electron` package carries.
 *
 * @returns undefined when upstream builds none for this platform
 */
export function electronFromUpstream(release: ElectronRelease): Source | undefined {
  const { version, platform, arch } = release;
  const file = `electron-v${version}-${platform}-${arch}.zip`;
  const checksum = readChecksum(release.root, file);
  if (checksum === undefined) return undefined;
  const mirror = release.env['ELECTRON_MIRROR'] || release.env['npm_config_electron_mirror'];
  const url = `${withSlash(mirror || releases)}v${version}/${file}`;
  return {
    name: new URL(url).host,
    version,
    checksum,
    async install({ stage, work }, tools) {
      const zip = join(work, file);
      const label = `Electron ${version}`;
      await downloadFile({ url, checksum, to: zip, label }, tools);
      await unpackZip({ zip, target: stage, label }, tools);
      return [electronExecutable(platform)];
    },
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function readChecksum(root: string, file: string): string | undefined {
  const text = readFileSync(join(root, 'node_modules', 'electron', 'checksums.json'), 'utf8');
  return (JSON.parse(text) as Readonly<Record<string, string>>)[file];
}
