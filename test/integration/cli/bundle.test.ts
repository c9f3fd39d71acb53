import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '../../../src/lab/openLab.ts';
import type { LabEvent } from '../../../src/shared/contract/labEvents.ts';
import type { BundleManifest } from '../../../src/shared/bundle/bundleManifest.ts';
import type { RunDetail, RunSummary } from '../../../src/shared/model/run.ts';
import { compareRecords, type RunRecord } from '../../../src/shared/verify/compareRecords.ts';
import { unzip, zipTo } from '../../helpers/forgeBundle.ts';
import { writePictures } from '../../helpers/writeDataset.ts';
import { jsonDocument, runCommand, SMALL_RUN } from './runCommandLine.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-bundle-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Without the moments within epochs, of which a clock decides which are kept. */
const recordOf = (detail: RunDetail): RunRecord => ({ detail, steps: [], predictions: null });

const exportTo = async (home: string, run: string, file: string): Promise<BundleManifest> =>
  jsonDocument<BundleManifest>(await runCommand(home, 'export', run, file, '--json'));

it('brings a trained run to another lab and on, with the same hash of every part', async () => {
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const [out, back] = [join(folder, 'out.atelier'), join(folder, 'back.atelier')];
  expect(await runCommand(first, 'run', 'cnn', ...SMALL_RUN, '--name', 'base')).toMatchObject({
    status: 0,
  });
  await runCommand(first, 'note', 'base', 'Worth **keeping**');
  const manifest = await exportTo(first, 'base', out);
  expect(manifest.dataset.name).toBe('Fashion-MNIST');
  expect(await runCommand(first, 'export', 'base', out)).toMatchObject({ status: 2 });

  const imported = await runCommand(second, 'import', out, '--json');
  expect(imported).toMatchObject({ status: 0 });
  const { runs } = jsonDocument<{ runs: readonly RunSummary[] }>(imported);
  expect(runs).toMatchObject([{ id: manifest.run.id, number: 1, name: 'base', hasNote: true }]);
  const again = await exportTo(second, '1', back);
  expect(again.parts).toEqual(manifest.parts);

  const show = async (home: string): Promise<RunDetail> =>
    jsonDocument<RunDetail>(await runCommand(home, 'show', 'base', '--json'));
  const record = await show(first);
  expect(record.checkpoints).toHaveLength(2);
  expect(await show(second)).toEqual(record);

  const refused = await runCommand(first, 'import', back);
  expect(refused).toMatchObject({ status: 1 });
  expect(refused.err).toContain('already in this lab, and identical: #1 base');
  // The weights came along: the model answers as it did.
  const said = await runCommand(second, 'predict', 'base', '0', '--json');
  const meant = await runCommand(first, 'predict', 'base', '0', '--json');
  expect(said).toMatchObject({ status: 0, out: meant.out });
  // And the run repeats to the bit where it never trained.
  const verified = await runCommand(second, 'verify', 'base', '--json');
  expect(jsonDocument(verified)).toMatchObject({ firstDifference: null });
});

it('lets a run be extended in another lab, to the same bits', async () => {
  const file = join(folder, 'out.atelier');
  const extended = async (home: string): Promise<RunDetail> => {
    expect(await runCommand(home, 'extend', 'base', '--epochs', '1')).toMatchObject({ status: 0 });
    const shown = await runCommand(home, 'show', 'base, 3 epochs', '--json');
    return jsonDocument<RunDetail>(shown);
  };
  const third = join(folder, 'third');
  await runCommand(third, 'import', file);
  const [here, there] = [await extended(join(folder, 'first')), await extended(third)];
  expect(here.epochs).toHaveLength(3);
  expect(there.artifacts).toEqual(here.artifacts);
  expect(compareRecords(recordOf(here), recordOf(there)).firstDifference).toBeNull();

  // Without its checkpoints it comes as well, smaller, and says why it cannot be extended.
  const [small, fourth] = [join(folder, 'small.atelier'), join(folder, 'fourth')];
  const left = await runCommand(join(folder, 'first'), 'export', 'base', small, '--no-checkpoints');
  expect(left.out).toMatch(/small\.atelier: .* parts, no checkpoints/);
  expect((await stat(small)).size).toBeLessThan((await stat(file)).size / 2);
  await runCommand(fourth, 'import', small);
  const refused = await runCommand(fourth, 'extend', 'base', '--epochs', '1');
  expect(refused).toMatchObject({ status: 1 });
  expect(refused.err).toContain('base has no checkpoint, so it cannot be extended');
});

it('imports what it can of several files, names each that it refused, and says how many', async () => {
  const home = join(folder, 'several');
  const [good, bad] = [join(folder, 'out.atelier'), join(folder, 'bad.atelier')];
  const entries = await unzip(good);
  const name = 'checkpoints/epoch-0002.ckpt';
  const checkpoint = Buffer.from(entries.get(name) ?? []);
  checkpoint[1_000] = 1 ^ (checkpoint[1_000] ?? 0);
  await zipTo(bad, entries.set(name, checkpoint));
  const alone = await runCommand(home, 'import', bad);
  expect(alone).toMatchObject({ status: 1, out: '' });
  expect(alone.err).toContain(`bad.atelier cannot be imported: ${name} is damaged`);
  expect(alone.err).not.toContain('files refused');
  expect(await readdir(join(home, 'runs'))).toEqual([]);

  const files = [bad, join(folder, 'nothing.atelier'), good];
  const imported = await runCommand(home, 'import', ...files, '--json');
  expect(imported).toMatchObject({ status: 2 });
  expect(imported.err).toContain('bad.atelier cannot be imported');
  expect(imported.err).toContain('nothing.atelier cannot be imported: there is no such file');
  expect(imported.err).toContain('2 of 3 files refused');
  expect(jsonDocument(imported)).toMatchObject({
    runs: [{ number: 1, name: 'base' }],
    refused: [{ code: 'checksum-mismatch' }, { code: 'bad-input' }],
  });
});

it('imports through the process that holds the lab, which tells of it', async () => {
  const home = join(folder, 'held');
  const lab = await openLab({
    home,
    holder: { kind: 'window' },
    datasetDir: '',
    spawnTrainer: () => {
      throw new Error('nothing trains here');
    },
  });
  const told: LabEvent[] = [];
  lab.subscribe((event) => told.push(event));
  try {
    const imported = await runCommand(home, 'import', join(folder, 'out.atelier'));
    expect(imported).toMatchObject({ status: 0, out: expect.stringMatching(/^#1 base \(/) });
    expect(told).toMatchObject([{ kind: 'run', run: { name: 'base', state: 'completed' } }]);
    const missing = await runCommand(home, 'import', join(folder, 'nothing.atelier'));
    expect(missing).toMatchObject({ status: 2 });
    expect(missing.err).toContain('nothing.atelier cannot be imported: there is no such file');
    expect(await readdir(lab.paths.runs)).toHaveLength(1);
  } finally {
    await lab.close();
  }
});

it('says when the data set of an imported run is not in the lab', async () => {
  const [owner, stranger] = [join(folder, 'owner'), join(folder, 'stranger')];
  const file = join(folder, 'colours.atelier');
  writePictures(join(folder, 'colours'), 21);
  const pictures = [
    'dataset',
    'import',
    'folder',
    join(folder, 'colours'),
    '--size',
    '9x8',
  ] as const;
  await runCommand(owner, ...pictures);
  const layers = [{ type: 'Flatten' }, { type: 'Dense', units: 3, activation: 'softmax' }];
  const trained = await runCommand(
    owner,
    ...['run', 'cnn', '--epochs', '1', '--name', 'mine', '--set', 'dataset.id=colours'],
    ...['--set', `architecture=${JSON.stringify({ input: 'image', layers })}`],
    ...['--set', 'training.batchSize=4'],
  );
  expect(trained).toMatchObject({ status: 0 });
  await runCommand(owner, 'export', 'mine', file);
  const imported = await runCommand(stranger, 'import', file);
  expect(imported).toMatchObject({ status: 0 });
  expect(imported.err).toContain('Its data set “colours” is not in this lab');
  expect((await runCommand(stranger, 'show', 'mine')).out).toContain('Class 2');
  const predicted = await runCommand(stranger, 'predict', 'mine', '0');
  expect(predicted).toMatchObject({ status: 2 });
  expect(predicted.err).toContain('There is no data set "colours"');
  await runCommand(stranger, ...pictures);
  expect(await runCommand(stranger, 'predict', 'mine', '0')).toMatchObject({ status: 0 });
});
