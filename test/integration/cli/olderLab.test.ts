import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { labPaths } from '../../../src/lab/labPaths.ts';
import { MIGRATIONS } from '../../../src/store/migrations/index.ts';
import { openDatabase } from '../../../src/store/openDatabase.ts';
import { takeFileLock } from '../../../src/store/fileLock.ts';
import { jsonDocument, runCommand } from './runCommandLine.ts';

/** A lab as an older version of the program left it. */
async function olderLab(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'atelier-older-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  openDatabase(labPaths(home).database, { migrations: MIGRATIONS.slice(0, -1) }).close();
  return home;
}

it('trains in a lab of an older version', async () => {
  const home = await olderLab();
  const small = ['--samples', '100', '--test-samples', '50', '--epochs', '1', '--json'];
  expect(await runCommand(home, 'run', 'rnn', ...small)).toMatchObject({ status: 0 });
});

it('lists what is there in a lab of an older version', async () => {
  const home = await olderLab();
  expect(await runCommand(home, 'presets')).toMatchObject({ status: 0 });
  // What it was stays beside it.
  expect((await readdir(home)).filter((name) => name.endsWith('.backup'))).toHaveLength(1);
  const runs = jsonDocument(await runCommand(home, 'runs', '--json'));
  expect(runs).toEqual({ runs: [], total: 0 });
});

it('leaves one alone that another process holds', async () => {
  const home = await olderLab();
  const lock = takeFileLock(labPaths(home).lock);
  onTestFinished(() => lock?.release());
  const { status, err } = await runCommand(home, 'presets');
  expect({ status, err }).toMatchObject({
    status: 1,
    err: expect.stringContaining('has an older schema') as string,
  });
  expect((await readdir(home)).filter((name) => name.endsWith('.backup'))).toEqual([]);
});
