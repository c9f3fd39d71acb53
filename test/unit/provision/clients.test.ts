import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aptDownload } from '../../../src/provision/clients/aptDownload.ts';
import { npmPack } from '../../../src/provision/clients/npmPack.ts';
import { pipDownload } from '../../../src/provision/clients/pipDownload.ts';
import type { Command } from '../../../src/provision/runCommand.ts';
import { fakeTools } from './support/fakeTools.ts';
import { sha256 } from './support/sha256.ts';
import { temporaryDirectory } from './support/temporaryDirectory.ts';

/** A client that leaves a file where it is told to work. */
function leaving(name: string, contents: string) {
  const commands: Command[] = [];
  const run = async (command: Command): Promise<string> => {
    commands.push(command);
    if (command.cwd !== undefined) await writeFile(join(command.cwd, name), contents);
    return '';
  };
  return { run, commands };
}

describe('npmPack', () => {
  const npmPackage = { spec: 'part@1.0.0', checksum: sha256('good'), bytes: 4 };

  it('takes the tarball by name, through npm, running no script', async () => {
    const work = await temporaryDirectory();
    const { run, commands } = leaving('part-1.0.0.tgz', 'good');
    const env = { npm_execpath: '/lib/npm-cli.js' };
    expect(await npmPack(npmPackage, work, fakeTools({ run, env }))).toBe(
      join(work, 'part-1.0.0.tgz'),
    );
    expect(commands[0]).toMatchObject({ file: process.execPath, silenceMs: 5_000 });
    expect(commands[0]?.args.slice(0, 4)).toEqual([
      '/lib/npm-cli.js',
      'pack',
      'part@1.0.0',
      '--ignore-scripts',
    ]);
  });

  it('refuses other bytes by name', async () => {
    const { run } = leaving('part-1.0.0.tgz', 'forged');
    const attempt = npmPack(npmPackage, await temporaryDirectory(), fakeTools({ run }));
    await expect(attempt).rejects.toMatchObject({
      code: 'checksum-mismatch',
      message: expect.stringContaining('part@1.0.0 has the wrong checksum'),
    });
  });

  it('understands npm’s own integrity', async () => {
    const integrity =
      'sha512-7iaw3Ur350mqGo7jwQrpkj9hiYB3Lkc/iBml1JQODbJ6wYX4oOHV+E+IvIh/1nsUNzLDBMxfqa2Ob1f1ACio/w==';
    const { run } = leaving('part-1.0.0.tgz', 'test');
    const work = await temporaryDirectory();
    await npmPack({ ...npmPackage, checksum: integrity }, work, fakeTools({ run }));
  });

  it('says so when npm left nothing', async () => {
    const { run } = leaving('something.else', '');
    await expect(
      npmPack(npmPackage, await temporaryDirectory(), fakeTools({ run })),
    ).rejects.toMatchObject({ code: 'download-failed' });
  });
});

describe('pipDownload', () => {
  it('refuses another wheel by name', async () => {
    const { run } = leaving('part-1-py3-none-any.whl', 'forged');
    const wheel = {
      spec: 'part==1',
      pythonVersion: '3.11',
      platform: 'any',
      checksum: sha256('good'),
      bytes: 4,
    };
    const attempt = pipDownload(wheel, await temporaryDirectory(), fakeTools({ run }));
    await expect(attempt).rejects.toThrow('part-1-py3-none-any.whl has the wrong checksum');
  });

  it('gives the one command when there is no pip', async () => {
    const wheel = {
      spec: 'part==1',
      pythonVersion: '3.11',
      platform: 'any',
      checksum: '',
      bytes: 4,
    };
    const run = async ({ file }: Command): Promise<string> => {
      if (file.startsWith('apt')) return '';
      throw new Error(`${file} is not installed`);
    };
    const attempt = pipDownload(wheel, await temporaryDirectory(), fakeTools({ run }));
    await expect(attempt).rejects.toMatchObject({
      message: 'the system lacks pip',
      hint: 'sudo apt-get install -y python3-pip',
    });
  });
});

describe('aptDownload', () => {
  it('downloads without root and unpacks into a folder of its own', async () => {
    const work = await temporaryDirectory();
    const run = async ({ file, args, cwd }: Command): Promise<string> => {
      if (file === 'apt-get') await writeFile(join(cwd ?? '', 'data_1_all.deb'), 'files');
      else {
        await mkdir(args[2] ?? '', { recursive: true });
        await copyFile(args[1] ?? '', join(args[2] ?? '', 'file'));
      }
      return '';
    };
    expect(await aptDownload('data', 5, work, fakeTools({ run }))).toBe(join(work, 'unpacked'));
  });

  it('fetches apt’s lists first where they are missing and it may', async () => {
    const commands: string[] = [];
    const run = async ({ file, args, cwd }: Command): Promise<string> => {
      const verb = args.find((arg) => arg === 'update' || arg === 'download') ?? file;
      commands.push(verb);
      if (verb === 'download' && commands.length === 1) throw new Error('no such package');
      if (verb === 'download') await writeFile(join(cwd ?? '', 'data_1_all.deb'), 'files');
      return '';
    };
    await aptDownload('data', 5, await temporaryDirectory(), fakeTools({ run, isRoot: true }));
    expect(commands).toEqual(['download', 'update', 'download', 'dpkg-deb']);
  });
});
