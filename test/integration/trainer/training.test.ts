import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainerEvent } from '../../../src/shared/contract/trainerProtocol.ts';
import { confusionMatrix, matrixTotal } from '../../../src/shared/model/confusionMatrix.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { perClassMetrics } from '../../../src/shared/stats/perClass.ts';
import { loadDataset } from '../../../src/trainer/datasets/loadDataset.ts';
import { tf } from '../../../src/trainer/tf.ts';
import { makeRunFolders, type RunFolders } from './runFolders.ts';
import { smallSpec } from './smallSpecs.ts';
import { bodiesOf, DATASET, ONE_WORKER, TrainerUnderTest } from './trainerUnderTest.ts';

let trainer: TrainerUnderTest;
let folders: RunFolders;

beforeAll(async () => {
  folders = await makeRunFolders();
  trainer = await TrainerUnderTest.start();
});

afterAll(async () => {
  await trainer.kill();
  await folders.remove();
});

const train = (runId: string, spec: ExperimentSpec): Promise<readonly TrainerEvent[]> => {
  trainer.send({
    type: 'start',
    runId,
    spec,
    dataset: FASHION_MNIST,
    datasetDir: DATASET,
    runDir: folders.of(runId),
    execution: ONE_WORKER,
  });
  return trainer.ended(runId);
};

/** What must be the same when a run is repeated: everything but times and memory. */
const resultsOf = (events: readonly TrainerEvent[]): unknown => ({
  epochs: bodiesOf(events, 'epoch').map(
    ({ seconds: _seconds, tensors: _tensors, ...rest }) => rest,
  ),
  evaluation: bodiesOf(events, 'evaluation').map(({ seconds: _seconds, ...rest }) => rest),
  artifacts: bodiesOf(events, 'finished').flatMap(({ artifacts }) => artifacts),
});

describe('a run', () => {
  it('tells its story in order, from its start to its results', async () => {
    const events = await train('story', smallSpec('cnn'));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));

    const kinds = events.map(({ event }) => event.kind);
    const aside = ['progress', 'log', 'checkpoint'];
    const milestones = kinds.filter((kind) => !aside.includes(kind));
    expect(milestones).toEqual(['started', 'epoch', 'epoch', 'evaluation', 'finished']);
    const audible = kinds.filter((kind) => kind !== 'log');
    expect(audible.slice(0, 2)).toEqual(['started', 'progress']);
    expect(bodiesOf(events, 'started')[0]).toMatchObject({
      environment: {
        engine: 'native',
        fallbacks: [],
        details: {
          settings: expect.any(Object),
          kernels: { works: expect.arrayContaining(['BlockLSTMV2']), missing: [] },
          gpu: false,
        },
        platform: `${process.platform}-${process.arch}`,
      },
      trainCount: 400,
      validationCount: 100,
      testCount: 100,
      epochs: 2,
      stepsPerEpoch: 7,
    });
    const { predictedPeakBytes = 0 } = bodiesOf(events, 'started')[0] ?? {};
    const { peakBytes } = bodiesOf(events, 'finished')[0] ?? {};
    expect(peakBytes! / predictedPeakBytes).toBeGreaterThan(0.6);
    expect(peakBytes! / predictedPeakBytes).toBeLessThan(1.4);
    expect(bodiesOf(events, 'progress')[0]).toMatchObject({
      phase: 'training',
      epoch: 1,
      step: 1,
      steps: 7,
    });
    expect(
      bodiesOf(events, 'epoch').map(({ epoch, confusion }) => [epoch, matrixTotal(confusion)]),
    ).toEqual([
      [1, 100],
      [2, 100],
    ]);
    expect(bodiesOf(events, 'finished')[0]?.outcome).toBe('completed');
  });

  it('learns', async () => {
    const epochs = bodiesOf(await train('learns', smallSpec('cnn', { epochs: 4 })), 'epoch');
    expect(epochs.at(-1)?.loss).toBeLessThan(0.7 * (epochs[0]?.loss ?? 0));
    expect(epochs.at(-1)?.valAccuracy).toBeGreaterThan(0.5);
  });

  it('evaluates on the test images, and every number of it agrees with the predictions', async () => {
    const [evaluation] = bodiesOf(await train('evaluates', smallSpec('cnn')), 'evaluation');
    if (!evaluation) throw new Error('there was no evaluation');
    const { test } = await loadDataset(FASHION_MNIST, DATASET);
    const { indices, classes, confidences } = evaluation.predictions;
    const truth = Uint8Array.from(indices, (index) => test.labels[index] ?? 255);
    const right = classes.filter((predicted, index) => predicted === truth[index]).length;
    expect(evaluation.confusion).toEqual(confusionMatrix(truth, classes, 10));
    expect(evaluation).toMatchObject({ count: 100, accuracy: right / 100 });
    expect(evaluation.perClass).toEqual(perClassMetrics(evaluation.confusion));
    expect(evaluation.perClass.map(({ support }) => support)).toEqual(new Array(10).fill(10));
    expect([...confidences].every((value) => value >= 0.1 && value <= 1)).toBe(true);
  });

  it('leaves a model that stock tfjs loads and that predicts the same', async () => {
    const events = await train('saves', smallSpec('cnn'));
    const [evaluation] = bodiesOf(events, 'evaluation');
    const [finished] = bodiesOf(events, 'finished');
    if (!evaluation || !finished) throw new Error('the run did not complete');

    expect(finished.artifacts.map((artifact) => artifact.path)).toEqual([
      'model/weights.bin',
      'model/model.json',
    ]);
    for (const artifact of finished.artifacts) {
      const bytes = await readFile(path.join(folders.of('saves'), artifact.path));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect({ bytes: bytes.length, sha256 }).toEqual({
        bytes: artifact.bytes,
        sha256: artifact.sha256,
      });
    }

    const { test } = await loadDataset(FASHION_MNIST, DATASET);
    const { indices, classes, confidences } = evaluation.predictions;
    const model = await tf.loadLayersModel(`file://${folders.of('saves')}/model/model.json`);
    const pixels = Float32Array.from({ length: indices.length * 784 }, (_, at) => {
      const image = indices[Math.floor(at / 784)] ?? 0;
      return (test.images[image * 784 + (at % 784)] ?? 0) / 255;
    });
    const output = model.predict(tf.tensor4d(pixels, [indices.length, 28, 28, 1]));
    const probabilities = (output as ReturnType<typeof tf.tensor>).dataSync();
    classes.forEach((predicted, row) => {
      const again = probabilities[row * 10 + predicted] ?? Number.NaN;
      expect(Math.abs(again - (confidences[row] ?? 0))).toBeLessThan(1e-6);
    });
    expect(model.layers.map(({ name }) => name)).toEqual([
      'conv2d',
      'batch_normalization',
      'max_pooling2d',
      'dropout',
      'flatten',
      'dense',
      'dense_1',
    ]);
  });

  it.each(['cnn', 'lstm', 'simpleRnn'] as const)(
    'holds as many tensors after every epoch (%s)',
    async (kind) => {
      const events = await train(`flat-${kind}`, smallSpec(kind, { epochs: 4 }));
      const tensors = bodiesOf(events, 'epoch').map((epoch) => epoch.tensors);
      expect(tensors).toEqual(new Array(4).fill(tensors[0]));
    },
  );

  it('gives back all it held, so that the same run later starts from as little', async () => {
    const [before] = bodiesOf(await train('held-1', smallSpec('lstm')), 'epoch');
    const [after] = bodiesOf(await train('held-2', smallSpec('lstm')), 'epoch');
    expect(after?.tensors).toBe(before?.tensors);
  });
});

describe('the seed', () => {
  it.each(['cnn', 'lstm'] as const)(
    'decides everything: again, and in another process, the same results (%s)',
    async (kind) => {
      const first = resultsOf(await train(`seed-1-${kind}`, smallSpec(kind)));
      const again = resultsOf(await train(`seed-2-${kind}`, smallSpec(kind)));
      const fresh = await TrainerUnderTest.start();
      const runId = `seed-3-${kind}`;
      fresh.send({
        type: 'start',
        runId,
        spec: smallSpec(kind),
        dataset: FASHION_MNIST,
        datasetDir: DATASET,
        runDir: folders.of(runId),
        execution: ONE_WORKER,
      });
      const elsewhere = resultsOf(await fresh.ended(runId));
      await fresh.kill();
      expect(again).toEqual(first);
      expect(elsewhere).toEqual(first);
    },
  );

  it('makes another run of another seed', async () => {
    const first = await train('seed-4', smallSpec('cnn', { seed: 1 }));
    const other = await train('seed-5', smallSpec('cnn', { seed: 2 }));
    expect(bodiesOf(other, 'started')[0]?.splitHash).not.toBe(
      bodiesOf(first, 'started')[0]?.splitHash,
    );
    expect(bodiesOf(other, 'epoch')[0]?.loss).not.toBe(bodiesOf(first, 'epoch')[0]?.loss);
  });
});
