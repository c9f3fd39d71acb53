import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatasetEntry, DatasetSummary } from '../../../src/shared/contract/dataset.ts';
import type { RunDetail } from '../../../src/shared/model/run.ts';
import { csvText, writePictures } from '../../helpers/writeDataset.ts';
import { jsonDocument, jsonLines, runCommand } from './runCommandLine.ts';

let folder: string;
let home: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-own-data-'));
  home = join(folder, 'home');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const SMALL_NET = {
  input: 'image',
  layers: [
    { type: 'Conv2D', filters: 4, kernelSize: 3, activation: 'relu' },
    { type: 'Flatten' },
    { type: 'Dense', units: 3, activation: 'softmax' },
  ],
};

/** Trains an epoch on a data set. @returns the run as `show` tells of it */
async function train(datasetId: string): Promise<RunDetail> {
  const result = await runCommand(
    home,
    ...['run', 'cnn', '--epochs', '1', '--json', '--set', `dataset.id=${datasetId}`],
    ...['--set', `architecture=${JSON.stringify(SMALL_NET)}`, '--set', 'training.batchSize=4'],
  );
  expect(result).toMatchObject({ status: 0 });
  const { runId } = jsonLines(result.out)[0] as { runId: string };
  return jsonDocument<RunDetail>(await runCommand(home, 'show', runId, '--json'));
}

it('imports pictures in colour, trains on them, and names their classes', async () => {
  writePictures(join(folder, 'colours'), 21);
  const imported = await runCommand(
    home,
    ...['dataset', 'import', 'folder', join(folder, 'colours'), '--size', '9x8', '--colour', 'rgb'],
    '--json',
  );
  expect(imported.status).toBe(0);
  expect(jsonDocument(imported)).toMatchObject({
    id: 'colours',
    imageShape: [9, 8, 3],
    report: { train: [18, 18, 18], test: [3, 3, 3] },
  });
  const { evaluation, datasetHash } = await train('colours');
  expect(evaluation?.count).toBe(9);
  expect(evaluation?.confusion).toHaveLength(3);
  const shown = await runCommand(home, 'show', '1');
  expect(shown.out).toMatch(/green .*red/s);
  const info = await runCommand(home, 'dataset', 'info', 'colours', '--json');
  expect(jsonDocument<DatasetSummary>(info)).toMatchObject({ imageShape: [9, 8, 3], datasetHash });
  const verified = await runCommand(home, 'dataset', 'verify', 'colours');
  expect(verified.status).toBe(0);
});

it('imports Kaggle’s CSV, trains on it, and never weighs it against other data', async () => {
  await writeFile(join(folder, 'some_train.csv'), csvText(60));
  const imported = await runCommand(
    home,
    ...['dataset', 'import', 'csv', join(folder, 'some_train.csv'), '--classes', 'a,b,c'],
  );
  expect(imported).toMatchObject({ status: 0 });
  expect(imported.out).toContain('--set dataset.id=some');
  await train('some');
  const listed = await runCommand(home, 'dataset', 'list', '--json');
  const entries = jsonDocument<DatasetEntry[]>(listed);
  expect(entries.map(({ description, runs }) => [description.id, runs])).toEqual([
    ['fashion-mnist', 0],
    ['colours', 1],
    ['some', 1],
  ]);
  const compared = await runCommand(home, 'compare', '1', '2', '--json');
  expect(jsonDocument(compared)).toMatchObject({
    verdicts: [{ kind: 'refused', reason: 'other-data' }],
  });
});

it('refuses broken files, a data set that is not there, and a network for other classes', async () => {
  await writeFile(join(folder, 'bad.csv'), `${csvText(30)}1,2,3\n`);
  const bad = await runCommand(home, 'dataset', 'import', 'csv', join(folder, 'bad.csv'));
  expect(bad.status).toBe(1);
  expect(bad.err).toContain('bad.csv, line 32: it has 3 columns, but line 2 has 65');
  const unknown = await runCommand(home, 'run', 'cnn', '--set', 'dataset.id=forms');
  expect(unknown.status).toBe(2);
  expect(unknown.err).toContain('dataset must be one of fashion-mnist, colours, some');
  const wrong = await runCommand(home, 'run', 'rnn', '--set', 'dataset.id=colours');
  expect(wrong.status).toBe(2);
  expect(wrong.err).toContain('the data has 3 classes');
  const kind = await runCommand(home, 'dataset', 'import', 'parquet', 'x');
  expect(kind.status).toBe(2);
});
