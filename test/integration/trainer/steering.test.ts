import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { access, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainerEvent } from '../../../src/shared/contract/trainerProtocol.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { idxFile } from '../../helpers/idxFile.ts';
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

/** More epochs than anyone waits for, so that a run is sure to be under way when it is steered. */
const ENDLESS = { epochs: 10_000 };

const start = (runId: string, spec: ExperimentSpec, datasetDir = DATASET): void => {
  trainer.send({
    type: 'start',
    runId,
    spec,
    dataset: FASHION_MNIST,
    datasetDir,
    runDir: folders.of(runId),
    execution: ONE_WORKER,
  });
};

/** What comes between the turns of a run. */
const BESIDE = new Set(['progress', 'epoch', 'checkpoint', 'log']);
const milestones = (events: readonly TrainerEvent[]): string[] =>
  events.map(({ event }) => event.kind).filter((kind) => !BESIDE.has(kind));

describe('stop', () => {
  it('ends a run after its step, keeping the weights and leaving the test set alone', async () => {
    start('stop', smallSpec('cnn', ENDLESS));
    await trainer.wait('stop', 'progress');
    trainer.send({ type: 'stop', runId: 'stop' });
    const events = await trainer.ended('stop');
    expect(milestones(events)).toEqual(['started', 'finished']);
    const [finished] = bodiesOf(events, 'finished');
    expect(finished?.outcome).toBe('stopped');
    expect(finished?.artifacts).toHaveLength(2);
    await access(path.join(folders.of('stop'), 'model', 'model.json'));
  });

  it('is obeyed as soon as a run begins', async () => {
    start('stop-at-once', smallSpec('cnn', ENDLESS));
    trainer.send({ type: 'stop', runId: 'stop-at-once' });
    const events = await trainer.ended('stop-at-once');
    expect(milestones(events)).toEqual(['started', 'finished']);
    expect(bodiesOf(events, 'epoch')).toEqual([]);
  });

  it('ends a paused run', async () => {
    start('stop-paused', smallSpec('cnn', ENDLESS));
    await trainer.wait('stop-paused', 'progress');
    trainer.send({ type: 'pause', runId: 'stop-paused' });
    await trainer.wait('stop-paused', 'paused');
    trainer.send({ type: 'stop', runId: 'stop-paused' });
    const events = await trainer.ended('stop-paused');
    expect(milestones(events)).toEqual(['started', 'paused', 'finished']);
  });
});

describe('stop after the epoch', () => {
  it('ends a run with the epoch that it is in, and with its weights', async () => {
    start('stop-softly', smallSpec('cnn', ENDLESS));
    await trainer.wait('stop-softly', 'progress');
    trainer.send({ type: 'stopAfterEpoch', runId: 'stop-softly' });
    const events = await trainer.ended('stop-softly');
    expect(milestones(events)).toEqual(['started', 'finished']);
    const told = events.map(({ event }) => event.kind);
    expect(told.filter((kind) => kind !== 'log' && kind !== 'checkpoint').at(-2)).toBe('epoch');
    const [finished] = bodiesOf(events, 'finished');
    expect([finished?.outcome, finished?.artifacts.length]).toEqual(['stopped', 2]);
  });

  it('changes nothing in the last epoch: the run is evaluated and complete', async () => {
    start('stop-last', smallSpec('cnn', { epochs: 1 }));
    trainer.send({ type: 'stopAfterEpoch', runId: 'stop-last' });
    const events = await trainer.ended('stop-last');
    expect(milestones(events)).toEqual(['started', 'evaluation', 'finished']);
    expect(bodiesOf(events, 'finished')[0]?.outcome).toBe('completed');
  });
});

describe('pause and resume', () => {
  it('wait between two steps and change no result', async () => {
    start('unbroken', smallSpec('cnn'));
    const unbroken = await trainer.ended('unbroken');

    start('paused', smallSpec('cnn'));
    trainer.send({ type: 'pause', runId: 'paused' });
    await trainer.wait('paused', 'paused');
    trainer.send({ type: 'resume', runId: 'paused' });
    const events = await trainer.ended('paused');
    const kinds = events.map(({ event }) => event.kind);
    expect(kinds[kinds.indexOf('paused') + 1]).toBe('resumed');
    const weights = (of: readonly TrainerEvent[]): unknown =>
      bodiesOf(of, 'finished').map(({ artifacts }) => artifacts);
    expect(weights(events)).toEqual(weights(unbroken));
  });
});

describe('a run that cannot go on', () => {
  it('fails with a remedy when its loss is no number, and the trainer goes on', async () => {
    const optimizer = { type: 'SGD', learningRate: 1e6 };
    start('diverges', smallSpec('dense', { optimizer }));
    const [failed] = bodiesOf(await trainer.ended('diverges'), 'failed');
    expect(failed?.error).toMatchObject({
      code: 'non-finite-loss',
      context: { phase: 'training', epoch: 1, learningRate: 1e6 },
    });
    expect(failed?.error.message).toMatch(/loss became (NaN|infinite) in epoch 1/);
    expect(failed?.error.hint).toMatch(/Lower the learning rate/);

    start('after-diverging', smallSpec('dense'));
    expect(milestones(await trainer.ended('after-diverging')).at(-1)).toBe('finished');
  });

  it('fails by name when the data set is not there', async () => {
    start('no-data', smallSpec('dense'), path.join(folders.of('no-data'), 'nowhere'));
    const [failed] = bodiesOf(await trainer.ended('no-data'), 'failed');
    expect(failed?.error).toMatchObject({
      code: 'dataset-missing',
      context: { file: expect.stringMatching(/^train-(images|labels)-/) as string },
    });
    expect(failed?.error.hint).toContain('npm start');
  });

  it('fails by name when its weights cannot be written', async () => {
    await mkdir(path.dirname(folders.of('no-room')), { recursive: true });
    await writeFile(folders.of('no-room'), 'a file where the folder should be');
    start('no-room', smallSpec('dense', { epochs: 1 }));
    const [failed] = bodiesOf(await trainer.ended('no-room'), 'failed');
    expect(failed?.error.code).toBe('internal');
    expect(failed?.error.message).toContain('EEXIST');
  });
});

describe('the test images', () => {
  it('decide nothing before the final evaluation', async () => {
    const other = path.join(folders.of('other-test'), 'data');
    await mkdir(other, { recursive: true });
    for (const name of ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz']) {
      await symlink(path.join(DATASET, name), path.join(other, name));
    }
    const black = idxFile([100, 28, 28], new Uint8Array(100 * 784));
    await writeFile(path.join(other, 't10k-images-idx3-ubyte'), black);
    const labels = Uint8Array.from({ length: 100 }, (_, index) => index % 10);
    await writeFile(path.join(other, 't10k-labels-idx1-ubyte'), idxFile([100], labels));

    start('real-test', smallSpec('cnn'));
    const real = await trainer.ended('real-test');
    start('black-test', smallSpec('cnn'), other);
    const replaced = await trainer.ended('black-test');
    const epochs = (events: readonly TrainerEvent[]): unknown =>
      bodiesOf(events, 'epoch').map(({ seconds: _seconds, tensors: _tensors, ...rest }) => rest);
    expect(epochs(replaced)).toEqual(epochs(real));
    expect(bodiesOf(replaced, 'evaluation')[0]?.accuracy).toBe(0.1);
    expect(bodiesOf(replaced, 'started')[0]?.datasetHash).not.toBe(
      bodiesOf(real, 'started')[0]?.datasetHash,
    );
  });
});
