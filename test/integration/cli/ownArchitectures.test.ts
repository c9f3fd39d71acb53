import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labPaths } from '../../../src/lab/labPaths.ts';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { dataFormOf } from '../../../src/shared/model/savedArchitecture.ts';
import type { RunDetail } from '../../../src/shared/model/run.ts';
import { parseSpec, type ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { jsonDocument, jsonLines, runCommand } from './runCommandLine.ts';

let home: string;

/** A network of the person's own, on a small part of the data. */
const SPEC = parseSpec(
  {
    version: 1,
    model: 'cnn',
    dataset: { id: 'fashion-mnist', samples: 200, testSamples: 50 },
    architecture: {
      input: 'image',
      layers: [
        { type: 'MaxPooling2D', poolSize: [4, 4] },
        { type: 'Flatten' },
        { type: 'Dense', units: 10, activation: 'softmax' },
      ],
    },
    training: {
      epochs: 1,
      batchSize: 50,
      optimizer: { type: 'Adam' },
      loss: 'categoricalCrossentropy',
    },
    seed: 3,
  },
  BUILT_IN_DATASETS,
);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'atelier-own-architectures-'));
  const store = openStore(labPaths(home).database);
  store.saveArchitecture({
    name: 'Tiny pool',
    spec: SPEC,
    data: dataFormOf(FASHION_MNIST),
    replace: false,
  });
  store.close();
});

afterAll(() => rm(home, { recursive: true, force: true }));

it('lists own architectures after the shipped specs, marked', async () => {
  const printed = await runCommand(home, 'presets');
  expect(printed.status).toBe(0);
  const [own] = printed.out.split('\n').filter((line) => line.includes('Tiny pool'));
  expect(own).toMatch(/^Tiny pool +own +3 +500 +1 +50 +Adam +made for Fashion-MNIST: 28 × 28 × 1/);
  expect(printed.out).toMatch(/^cnn +Atelier /m);

  const entries = jsonDocument<{ id: string; own: boolean; spec: ExperimentSpec }[]>(
    await runCommand(home, 'presets', '--json'),
  );
  expect(entries.map(({ id, own: isOwn }) => [id, isOwn])).toEqual([
    ['cnn', false],
    ['cnn2', false],
    ['cnn3', false],
    ['rnn', false],
    ['rnn2', false],
    ['Tiny pool', true],
  ]);
  expect(entries.at(-1)?.spec).toEqual({ ...SPEC, model: 'Tiny pool' });

  const summary = await runCommand(home, 'presets', '--summary', 'tiny POOL');
  expect(summary).toMatchObject({ status: 0 });
  expect(summary.out).toContain('MaxPooling2D');
  const keras = await runCommand(home, 'presets', '--keras', 'Tiny pool');
  expect(keras.out).toContain('"""Tiny pool, written by Atelier');
});

it('trains one by its name, in any case, with changes', async () => {
  const trained = await runCommand(home, 'run', '--preset', 'tiny pool', '--seed', '4', '--json');
  expect(trained).toMatchObject({ status: 0 });
  const { runId } = jsonLines(trained.out)[0] as { runId: string };
  const run = jsonDocument<RunDetail>(await runCommand(home, 'show', runId, '--json'));
  expect(run.summary).toMatchObject({ state: 'completed', model: 'Tiny pool', parameters: 500 });
  expect(run.spec).toEqual({ ...SPEC, model: 'Tiny pool', seed: 4 });
  const estimated = await runCommand(home, 'estimate', 'Tiny pool', '--json');
  expect(jsonDocument(estimated)).toMatchObject({ parameters: 500 });
});

it('lists what there is when a name is unknown', async () => {
  for (const [args, field] of [
    [['run', '--preset', 'tinny'], '--preset'],
    [['run', 'tinny'], 'spec'],
    [['presets', '--keras', 'tinny'], '--keras'],
  ] as const) {
    const { status, err } = await runCommand(home, ...args);
    expect(status).toBe(2);
    expect(err).toMatch(new RegExp(`error: ${field}: there is no preset.*"tinny"`));
    expect(err).toContain('Use one of cnn, cnn2, cnn3, rnn, rnn2, "Tiny pool"');
  }
});
