import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeRunFolders, type RunFolders } from './runFolders.ts';
import { smallSpec } from './smallSpecs.ts';
import { bodiesOf, DATASET, ONE_WORKER, TrainerUnderTest } from './trainerUnderTest.ts';

let trainer: TrainerUnderTest;
let folders: RunFolders;

beforeAll(async () => {
  folders = await makeRunFolders();
});
beforeEach(async () => {
  trainer = await TrainerUnderTest.start();
});
afterEach(() => trainer.kill());
afterAll(() => folders.remove());

const start = (runId: string, epochs: number): void => {
  const spec = smallSpec('dense', { epochs });
  trainer.send({
    type: 'start',
    runId,
    spec,
    dataset: FASHION_MNIST,
    datasetDir: DATASET,
    runDir: folders.of(runId),
    execution: ONE_WORKER,
  });
};

describe('the trainer process', () => {
  it('trains one run at a time and refuses a second by name', async () => {
    start('first', 10_000);
    await trainer.wait('first', 'progress');
    start('second', 1);
    const [refused] = bodiesOf(await trainer.ended('second'), 'failed');
    expect(refused?.error).toMatchObject({ code: 'illegal-state' });
    expect(refused?.error.message).toContain('first');

    trainer.send({ type: 'stop', runId: 'first' });
    expect((await trainer.ended('first')).at(-1)?.event).toMatchObject({ outcome: 'stopped' });
    start('third', 1);
    expect((await trainer.ended('third')).at(-1)?.event).toMatchObject({ outcome: 'completed' });
  });

  it('survives what is no command, and answers a start that cannot be', async () => {
    for (const nonsense of ['stop', 7, [], {}, { type: 'fly' }, { type: 'stop' }]) {
      trainer.sendRaw(nonsense);
    }
    trainer.send({ type: 'pause', runId: 'nobody' });
    const spec = { ...smallSpec('dense'), seed: -1 };
    trainer.sendRaw({
      type: 'start',
      runId: 'bad',
      spec,
      dataset: FASHION_MNIST,
      datasetDir: DATASET,
      runDir: '',
    });
    const [failed] = bodiesOf(await trainer.ended('bad'), 'failed');
    expect(failed?.error).toMatchObject({ code: 'bad-input' });
    expect(failed?.error.message).toContain('spec.seed');

    start('good', 1);
    expect((await trainer.ended('good')).at(-1)?.event.kind).toBe('finished');
  });

  it('exits when told to, once its run is over', async () => {
    start('last', 1);
    await trainer.wait('last', 'started');
    trainer.send({ type: 'shutdown' });
    expect(await trainer.exit).toBe(0);
    expect(trainer.eventsOf('last').at(-1)?.event).toMatchObject({ outcome: 'completed' });
  });

  it.each(['idle', 'training'])('goes when its parent has gone (%s)', async (state) => {
    if (state === 'training') {
      start('orphan', 10_000);
      await trainer.wait('orphan', 'progress');
    }
    trainer.process.disconnect();
    expect(await trainer.exit).toBe(0);
  });

  it('goes when it is asked by the system', async () => {
    start('terminated', 10_000);
    await trainer.wait('terminated', 'progress');
    trainer.process.kill('SIGTERM');
    expect(await trainer.exit).toBe(143);
  });

  it('leaves a keyboard interrupt to its parent', async () => {
    start('interrupted', 10_000);
    await trainer.wait('interrupted', 'progress');
    trainer.process.kill('SIGINT');
    trainer.send({ type: 'stop', runId: 'interrupted' });
    expect((await trainer.ended('interrupted')).at(-1)?.event).toMatchObject({
      outcome: 'stopped',
    });
  });
});
