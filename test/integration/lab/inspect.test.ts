import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childTrainer } from '../../../src/cli/childTrainer.ts';
import { openLab, type Lab } from '../../../src/lab/openLab.ts';
import { createRunInspection, type RunInspection } from '../../../src/lab/runInspection.ts';
import type { TrainerProcess } from '../../../src/queue/trainerProcess.ts';
import { loadDataset } from '../../../src/trainer/datasets/loadDataset.ts';
import { smallSpec } from '../trainer/smallSpecs.ts';
import { DATASET } from '../trainer/trainerUnderTest.ts';

const home = mkdtempSync(path.join(tmpdir(), 'atelier-inspect-'));
const trainers: TrainerProcess[] = [];
let lab: Lab;
let inspection: RunInspection;
let cnn: string;
let lstm: string;

beforeAll(async () => {
  const spawn = childTrainer();
  const spawnTrainer = (threads: number | null): TrainerProcess => {
    const trainer = spawn(threads);
    trainers.push(trainer);
    return trainer;
  };
  lab = await openLab({ home, holder: { kind: 'headless' }, datasetDir: DATASET, spawnTrainer });
  const { store, inspector, paths, datasets } = lab;
  let loading: ReturnType<typeof loadDataset> | undefined;
  inspection = createRunInspection({
    store,
    inspector,
    runDir: paths.run,
    describe: (id) => datasets.locate(id).description,
    dataset: (id) => (loading ??= loadDataset(datasets.locate(id).description, DATASET)),
  });
  [cnn, lstm] = [smallSpec('cnn', { epochs: 3 }), smallSpec('lstm')].map(
    (spec) => lab.queue.enqueue({ spec }).id,
  ) as [string, string];
  await lab.queue.whenOver(lstm);
});

afterAll(async () => {
  await lab.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

const sample = (index: number) => ({ kind: 'sample', split: 'test', index }) as const;
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

describe('the probabilities of an image', () => {
  it.each(['cnn', 'lstm'] as const)('are those that the %s was evaluated with', async (kind) => {
    const runId = kind === 'cnn' ? cnn : lstm;
    const stored = lab.store.predictions(runId);
    for (const place of [0, 1, 2, 50]) {
      const index = stored?.indices[place] ?? 0;
      const { probabilities, label, pixels } = await inspection.predict({
        runId,
        epoch: null,
        image: sample(index),
      });
      const most = Math.max(...probabilities);
      expect(probabilities).toHaveLength(10);
      expect(sum(probabilities)).toBeCloseTo(1, 5);
      expect(probabilities.indexOf(most)).toBe(stored?.classes[place]);
      expect(most).toBeCloseTo(stored?.confidences[place] ?? 9, 4);
      expect([pixels.length, label !== null && label < 10]).toEqual([784, true]);
    }
  });

  it('are the same from the last checkpoint, others from the one before', async () => {
    const at = async (epoch: number | null) =>
      (await inspection.predict({ runId: cnn, epoch, image: sample(7) })).probabilities;
    expect(await at(3)).toEqual(await at(null));
    expect(await at(2)).not.toEqual(await at(null));
  });

  it('are there for a drawn image, of the right size only', async () => {
    const drawn = (length: number) => ({ kind: 'drawn' as const, pixels: Array(length).fill(9) });
    const request = { runId: lstm, epoch: null };
    const found = await inspection.predict({ ...request, image: drawn(784) });
    expect([found.label, sum(found.probabilities)]).toEqual([null, expect.closeTo(1, 5)]);
    await expect(inspection.predict({ ...request, image: drawn(783) })).rejects.toMatchObject({
      code: 'bad-input',
      message: 'The image has 783 values instead of 784',
    });
  });
});

describe('what is inside', () => {
  it('is what each layer makes of the image, up to the probabilities', async () => {
    const request = { runId: cnn, epoch: null, image: sample(3) };
    const { layers, probabilities } = await inspection.activations(request);
    expect(layers.map(({ className, shape }) => [className, shape])).toEqual([
      ['Conv2D', [13, 13, 4]],
      ['BatchNormalization', [13, 13, 4]],
      ['MaxPooling2D', [6, 6, 4]],
      ['Dropout', [6, 6, 4]],
      ['Flatten', [144]],
      ['Dense', [16]],
      ['Dense', [10]],
    ]);
    for (const { shown, values } of layers) {
      expect(values.length).toBe(shown.reduce((product, length) => product * length, 1));
    }
    expect(layers.at(-1)?.values).toEqual(probabilities);
  });

  it('are the first layer’s kernels, and for a convolution what speaks for a class', async () => {
    expect(await inspection.filters({ runId: cnn, epoch: null })).toMatchObject({
      className: 'Conv2D',
      total: 4,
      rows: 3,
      columns: 3,
    });
    expect(await inspection.filters({ runId: lstm, epoch: null })).toBeNull();
    const image = sample(3);
    const found = await inspection.gradCam({ runId: cnn, epoch: null, image, classIndex: 4 });
    expect(found).toMatchObject({ classIndex: 4, rows: 13, columns: 13 });
    expect(await inspection.gradCam({ runId: lstm, epoch: null, image, classIndex: 4 })).toBeNull();
  });
});

it('names an epoch, a run or an image that is not there', async () => {
  const fails = (epoch: number | null, index: number) =>
    inspection.predict({ runId: cnn, epoch, image: sample(index) });
  await expect(fails(9, 0)).rejects.toMatchObject({ message: expect.stringContaining('epoch 9') });
  await expect(fails(null, 10_000)).rejects.toMatchObject({
    message: 'There is no test image 10000',
    hint: 'Images are counted from 0 to 9999',
  });
});

it('refuses weights that are not the recorded ones', async () => {
  const file = path.join(lab.paths.run(lstm), 'checkpoints/epoch-0002.ckpt');
  const bytes = readFileSync(file);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  await expect(
    inspection.predict({ runId: lstm, epoch: 2, image: sample(0) }),
  ).rejects.toMatchObject({ code: 'checksum-mismatch' });
});

it('outlives its process, and leaves a run in training alone', async () => {
  const ask = () => inspection.predict({ runId: cnn, epoch: null, image: sample(1) });
  const before = await ask();
  // Nothing has trained since the first question, so the inspector was spawned last.
  const looking = trainers.at(-1);
  const { id } = lab.queue.enqueue({ spec: smallSpec('cnn', { epochs: 2000, samples: 2000 }) });
  await new Promise<void>((resolve) => {
    const end = lab.subscribe((event) => {
      if (event.kind === 'trainer' && event.notice.event.kind === 'progress') resolve(end());
    });
  });
  const answer = ask();
  looking?.kill('SIGKILL');
  await answer.then(
    () => undefined,
    (error: unknown) => expect(error).toMatchObject({ code: 'trainer-killed' }),
  );
  expect((await ask()).probabilities).toEqual(before.probabilities);
  expect(lab.store.getSummary(id).state).toBe('running');
  expect((await lab.queue.stop(id)).state).toBe('stopped');
});
