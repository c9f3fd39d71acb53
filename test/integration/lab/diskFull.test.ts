import { existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/lab/openLab.ts';
import type { RunSummary } from '../../../src/shared/model/run.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { setParam } from '../../../src/shared/spec/setParam.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { smallSpec, type SpecChanges } from '../trainer/smallSpecs.ts';
import { openTestLab, resultOf, train, trainerSays } from './labUnderTest.ts';
import { CAN_MOUNT, mountSmallDisk } from './smallDisk.ts';

/** Every write to it fails as on a disk without room. */
const FULL_DEVICE = '/dev/full';

/** Less than the model needs; what a slow machine has to say of an epoch is still recorded. */
const ROOM_FOR_DATABASE = 1_200_000;

/** A model of 1.6 MB, against which what the database writes meanwhile is little. */
function largeSpec(changes: SpecChanges): ExperimentSpec {
  const spec = smallSpec('dense', changes);
  return setParam(spec, 'architecture.layers.1.units', 512) as ExperimentSpec;
}

/** Resolves when a run pauses by itself. */
async function pausesByItself(lab: Lab, runId: string): Promise<RunSummary> {
  await trainerSays(lab, runId, (event) => event.kind === 'paused' && event.reason !== undefined);
  return lab.store.getSummary(runId);
}

it.runIf(CAN_MOUNT)('a lab that is read-only says so, and can be read', async () => {
  const disk = mountSmallDisk(32);
  const { lab } = await openTestLab({ parent: disk.folder });
  const id = await train(lab, smallSpec('dense', { epochs: 1 }));
  const { home, paths } = lab;
  await lab.close();
  // Closed in order it leaves no log, and so SQLite has to open it where it can make none.
  expect(existsSync(`${paths.database}-wal`)).toBe(false);
  disk.protect();
  await expect(openTestLab({ home })).rejects.toMatchObject({
    code: 'folder-unwritable',
    message: expect.stringContaining(`The lab’s folder ${home} cannot be written: EROFS`),
  });
  const reader = openStore(paths.database, { readonly: true });
  expect(reader.getSummary(id).state).toBe('completed');
  reader.close();
  disk.protect(false);
});

it.skipIf(process.platform === 'win32')(
  'a run whose lab is taken away is not called completed, and goes on when it is back',
  async () => {
    const { lab } = await openTestLab();
    const spec = smallSpec('cnn', { epochs: 3, samples: 3000 });
    const whole = await train(lab, spec);
    const { id } = lab.queue.enqueue({ spec });
    await trainerSays(lab, id, ({ kind }) => kind === 'epoch');
    const aside = `${lab.paths.database}.aside`;
    renameSync(lab.paths.database, aside);
    await expect(lab.queue.whenOver(id)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('was moved or deleted while it was open'),
    });
    renameSync(aside, lab.paths.database);
    lab.queue.refresh();
    await lab.queue.idle();
    expect(lab.store.getSummary(id)).toMatchObject({
      state: 'interrupted',
      failure: { code: 'store-unavailable' },
    });
    await lab.queue.resume(id);
    expect((await lab.queue.whenOver(id)).state).toBe('completed');
    expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
  },
);

describe('a run whose disk is full', () => {
  it.runIf(existsSync(FULL_DEVICE))(
    'pauses at a checkpoint, says what is needed where, and loses nothing',
    async () => {
      const { lab } = await openTestLab();
      const spec = smallSpec('cnn', { epochs: 3 });
      const whole = await train(lab, spec);
      const { id } = lab.queue.enqueue({ spec });
      const paused = pausesByItself(lab, id);
      const folder = lab.paths.run(id);
      mkdirSync(path.join(folder, 'checkpoints'), { recursive: true });
      symlinkSync(FULL_DEVICE, path.join(folder, 'checkpoints/epoch-0002.ckpt.tmp'));
      const { state, failure } = await paused;
      expect([state, failure?.code]).toEqual(['paused', 'disk-full']);
      expect(failure?.message).toMatch(
        /^The disk is full: the checkpoint of epoch 2 needs \d.* in /,
      );
      expect(failure?.message).toContain(folder);

      const resumed = await lab.queue.resume(id);
      expect([resumed.state, resumed.failure]).toEqual(['running', null]);
      await lab.queue.whenOver(id);
      expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
      const newest = (runId: string): unknown => lab.store.getRun(runId).checkpoints.at(-1)?.epoch;
      expect([newest(id), newest(whole)]).toEqual([3, 3]);
    },
  );

  it.runIf(CAN_MOUNT)('pauses again until there is room, for its model too', async () => {
    const disk = mountSmallDisk(32);
    const { lab } = await openTestLab({ parent: disk.folder });
    // Long enough that a busy machine pauses it before its only epoch ends.
    const spec = largeSpec({ epochs: 1, samples: 12_000 });
    const whole = await train(lab, spec);
    const bytesOf = (name: string): number => {
      const { artifacts, checkpoints } = lab.store.getRun(whole);
      const files = name === 'model' ? artifacts : checkpoints;
      return files.reduce((sum, { bytes }) => sum + bytes, 0);
    };
    const { id } = lab.queue.enqueue({ spec });
    await trainerSays(lab, id, ({ kind }) => kind === 'progress');
    await lab.queue.pause(id);
    disk.leave(ROOM_FOR_DATABASE);
    let paused = pausesByItself(lab, id);
    await lab.queue.resume(id);
    expect((await paused).failure?.message).toContain('the checkpoint of epoch 1 needs');

    paused = pausesByItself(lab, id);
    await lab.queue.resume(id);
    expect((await paused).failure?.message).toContain('the checkpoint of epoch 1 needs');

    disk.leave(bytesOf('checkpoint') + ROOM_FOR_DATABASE);
    paused = pausesByItself(lab, id);
    await lab.queue.resume(id);
    expect((await paused).failure?.message).toContain('the model needs');

    disk.empty();
    await lab.queue.resume(id);
    expect((await lab.queue.whenOver(id)).state).toBe('completed');
    expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
  });

  it.runIf(CAN_MOUNT)('can be stopped where it waits, and resumed later', async () => {
    const disk = mountSmallDisk(32);
    const { lab } = await openTestLab({ parent: disk.folder });
    const spec = largeSpec({ epochs: 2, samples: 3000 });
    const whole = await train(lab, spec);
    const { id } = lab.queue.enqueue({ spec });
    await trainerSays(lab, id, ({ kind }) => kind === 'progress');
    await lab.queue.pause(id);
    disk.leave(ROOM_FOR_DATABASE);
    const paused = pausesByItself(lab, id);
    await lab.queue.resume(id);
    await paused;
    expect(await lab.queue.stop(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'disk-full' },
    });
    disk.empty();
    await lab.queue.resume(id);
    await lab.queue.whenOver(id);
    expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
  });

  it.runIf(CAN_MOUNT)(
    'is interrupted where the database has no room, and goes on later',
    async () => {
      const disk = mountSmallDisk(32);
      const { lab } = await openTestLab({ parent: disk.folder });
      const spec = largeSpec({ epochs: 3, samples: 3000 });
      const whole = await train(lab, spec);
      const { id } = lab.queue.enqueue({ spec });
      await trainerSays(lab, id, ({ kind }) => kind === 'checkpoint');
      await lab.queue.pause(id);
      const { epochsDone } = lab.store.getSummary(id);
      disk.fill();
      const refused = expect(lab.queue.whenOver(id)).rejects.toMatchObject({
        code: 'disk-full',
        message: `The disk is full: there is no room for the lab’s database in ${lab.home}`,
      });
      lab.queue.resume(id).catch(() => undefined);
      await refused;

      disk.empty();
      lab.queue.refresh();
      await lab.queue.idle();
      expect(lab.store.getSummary(id)).toMatchObject({
        state: 'interrupted',
        epochsDone,
        failure: { code: 'disk-full' },
      });
      await lab.queue.resume(id);
      expect((await lab.queue.whenOver(id)).state).toBe('completed');
      expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
    },
  );
});
