import { describe, expect, it } from 'vitest';
import {
  findMissingLibraries,
  parseMissing,
} from '../../../src/provision/system/electronLibraries.ts';
import { ensurePackages, parseInstallable } from '../../../src/provision/system/ensurePackages.ts';
import { fakeTools, recordingReporter, scriptedRunner } from './support/fakeTools.ts';

const debian12 = `libasound2:
  Installed: (none)
  Candidate: 1.2.8-1
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: (none)
libgtk-3-0:
  Installed: (none)
  Candidate: 3.24.38
`;
const needs = [
  { names: ['libasound2t64', 'libasound2'], why: 'libasound.so.2' },
  { names: ['libgtk-3-0t64', 'libgtk-3-0'], why: 'libgtk-3.so.0' },
];

describe('ensurePackages', () => {
  it('reads which names apt could install', () => {
    expect([...parseInstallable(debian12)]).toEqual(['libasound2', 'libgtk-3-0']);
  });

  it('installs as root under the names this release knows, and says so', async () => {
    const { run, commands } = scriptedRunner({
      'apt-get --version': 'apt 2',
      'apt-cache policy': debian12,
      'apt-get -o': '',
    });
    const { report, lines } = recordingReporter();
    await ensurePackages(needs, fakeTools({ run, report, isRoot: true }));
    expect(lines).toEqual(['Installing with apt-get: libasound2 libgtk-3-0']);
    expect(commands.at(-1)).toMatch(/ install -y .* libasound2 libgtk-3-0$/);
  });

  it('refreshes apt’s lists when they know none of the names', async () => {
    const { run, commands } = scriptedRunner({ 'apt-get': '', 'apt-cache policy': '' });
    const attempt = ensurePackages(needs, fakeTools({ run, isRoot: true }));
    await expect(attempt).rejects.toMatchObject({
      code: 'provision-failed',
      message: 'apt knows no package for libasound.so.2',
    });
    expect(commands.filter((command) => command.includes(' update '))).toHaveLength(1);
  });

  it('gives others the one command to run, and installs nothing', async () => {
    const { run, commands } = scriptedRunner({
      'apt-get --version': 'apt 2',
      'apt-cache policy': debian12,
    });
    await expect(ensurePackages(needs, fakeTools({ run }))).rejects.toMatchObject({
      code: 'provision-failed',
      message: 'the system lacks libasound.so.2, libgtk-3.so.0',
      hint: 'sudo apt-get install -y libasound2 libgtk-3-0',
    });
    expect(commands.filter((command) => command.includes('install'))).toEqual([]);
  });

  it('names the packages where there is no apt', async () => {
    const { run } = scriptedRunner({});
    await expect(ensurePackages(needs, fakeTools({ run, isRoot: true }))).rejects.toMatchObject({
      hint: 'install what Debian calls libasound2 libgtk-3-0 with your system’s package manager',
    });
  });
});

describe('findMissingLibraries', () => {
  const ldd =
    '\tlibgtk-3.so.0 => not found\n\tlibm.so.6 => /lib/libm.so.6 (0x1)\n\tlibnew.so.1 => not found\n';

  it('reads what the loader does not find', () => {
    expect(parseMissing(ldd)).toEqual(['libgtk-3.so.0', 'libnew.so.1']);
  });

  it('asks the loader for linked libraries and for those loaded later', async () => {
    const { run } = scriptedRunner({
      'ldd /electron': ldd,
      'ldconfig -p': 'libc.so.6 libXss.so.1 libXtst.so.6',
    });
    const missing = await findMissingLibraries('/electron', fakeTools({ run }));
    expect(missing.filter(({ why }) => why !== 'fonts')).toEqual([
      { names: ['libgtk-3-0t64', 'libgtk-3-0'], why: 'libgtk-3.so.0' },
      { names: ['libnew.so.1'], why: 'libnew.so.1' },
      { names: ['libnotify4'], why: 'libnotify.so.4' },
    ]);
  });

  it('has nothing to look for on other systems', async () => {
    expect(await findMissingLibraries('/e', fakeTools({ platform: 'darwin' }))).toEqual([]);
  });
});
