import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportRun } from '../../../src/lab/bundle/exportRun.ts';
import type { Lab } from '../../../src/lab/openLab.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { smallSpec } from '../trainer/smallSpecs.ts';
import { DATASET } from '../trainer/trainerUnderTest.ts';
import { openTestLab, resultOf, train, trainerSays } from './labUnderTest.ts';

const EPOCHS = 6;
/** Every write to it fails as on a disk without room. */
const FULL_DEVICE = '/dev/full';

const checkpointFile = (lab: Lab, runId: string, epoch: number): string =>
  path.join(lab.paths.run(runId), `checkpoints/epoch-000${epoch}.ckpt`);

const logOf = (lab: Lab, runId: string): readonly string[] =>
  lab.store.log(runId).map(({ message }) => message);

/**
 * Lets the disk refuse the checkpoint of an epoch, so that the run waits in the next one: however late we
 * are on a busy machine, it has not ended before us.
 *
 * @returns a function that lets the run go on, also if it has not come so far yet
 */
function holdAfter(lab: Lab, runId: string, epoch: number): () => Promise<void> {
  if (!existsSync(FULL_DEVICE)) return () => Promise.resolve();
  const waits = `${checkpointFile(lab, runId, epoch)}.tmp`;
  mkdirSync(path.dirname(waits), { recursive: true });
  symlinkSync(FULL_DEVICE, waits);
  return async () => {
    rmSync(waits, { force: true });
    if (lab.store.getSummary(runId).state === 'paused') await lab.queue.resume(runId);
  };
}

/** Stops a run after an epoch, or a little later when its trainer is faster than we are. */
async function stopAfter(lab: Lab, spec: ExperimentSpec, epoch: number): Promise<string> {
  const { id } = lab.queue.enqueue({ spec });
  const goOn = holdAfter(lab, id, epoch + 1);
  const end = lab.subscribe((event) => {
    if (event.kind !== 'trainer' || event.notice.runId !== id) return;
    // After those who wait for an earlier event have had their turn.
    if (event.notice.event.kind === 'paused') setImmediate(() => void goOn());
  });
  onTestFinished(end);
  // What is asked while the trainer is still being told of the run is kept for it: no race for the first epoch.
  if (epoch === 1) await new Promise(setImmediate);
  else await trainerSays(lab, id, (event) => event.kind === 'epoch' && event.epoch === epoch - 1);
  lab.queue.stopAfterEpoch(id);
  await lab.queue.whenOver(id);
  return id;
}

async function resumeToEnd(lab: Lab, runId: string): Promise<void> {
  await lab.queue.resume(runId);
  await lab.queue.whenOver(runId);
}

describe('a run whose trainer is killed at any moment', () => {
  it.each([
    ['started', 1],
    ['progress', 2],
    ['epoch', 1],
    ['checkpoint', 1],
    ['progress', 4],
    ['epoch', 3],
    ['checkpoint', 3],
  ] as const)(
    'comes to the same bits as one that never was, killed at its %s %i and resumed',
    async (kind, moment) => {
      const { lab, killTrainer } = await openTestLab();
      const spec = smallSpec('cnn', { epochs: EPOCHS, samples: 6000 });
      const whole = await train(lab, spec);
      const { id } = lab.queue.enqueue({ spec });
      holdAfter(lab, id, EPOCHS - 1);
      let count = 0;
      await trainerSays(lab, id, (event) => event.kind === kind && (count += 1) === moment);
      await killTrainer();
      expect(await lab.queue.whenOver(id)).toMatchObject({
        state: 'interrupted',
        failure: { code: 'trainer-killed' },
      });
      await resumeToEnd(lab, id);
      expect(lab.store.getSummary(id)).toMatchObject({ state: 'completed', epochsDone: EPOCHS });
      expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
    },
  );
});

describe.each(['cnn', 'lstm', 'simpleRnn'] as const)('a %s', (kind) => {
  it('that was stopped and resumed ends as if it had not been', async () => {
    const { lab } = await openTestLab();
    const spec = smallSpec(kind, { epochs: EPOCHS });
    const whole = await train(lab, spec);
    const resumed = await stopAfter(lab, spec, 1);
    const secondsBefore = lab.store.getSummary(resumed).trainingSeconds ?? 0;
    await resumeToEnd(lab, resumed);
    expect(resultOf(lab, resumed)).toEqual(resultOf(lab, whole));
    expect(lab.store.getSummary(resumed).trainingSeconds).toBeGreaterThan(secondsBefore / 2);
    expect(logOf(lab, resumed)).toContainEqual(
      expect.stringMatching(/^Training goes on from the checkpoint of epoch \d$/),
    );
  });

  it('that is extended ends as one that was planned so long, and leaves the first as it was', async () => {
    const { lab } = await openTestLab();
    const whole = await train(lab, smallSpec(kind, { epochs: 3 }));
    const short = await train(lab, smallSpec(kind, { epochs: 1 }));
    const before = lab.store.getRun(short);
    const longer = lab.extendRun(short, 2);
    expect(longer).toMatchObject({ state: 'queued', epochs: 3, epochsDone: 1 });
    await lab.queue.whenOver(longer.id);
    expect(resultOf(lab, longer.id)).toEqual(resultOf(lab, whole));
    expect(lab.store.getRun(short)).toEqual(before);
    expect(lab.store.getRun(longer.id).spec).toEqual(lab.store.getRun(whole).spec);
  });
});

describe('checkpoints', () => {
  it('are the last two and the best, each with the hash that its row says', async () => {
    const { lab } = await openTestLab();
    const id = await train(lab, smallSpec('cnn', { epochs: EPOCHS, samples: 3000 }));
    const { checkpoints, summary } = lab.store.getRun(id);
    const kept = [...new Set([summary.bestEpoch, EPOCHS - 1, EPOCHS])].sort();
    expect(checkpoints.map(({ epoch }) => epoch)).toEqual(kept);
    expect(readdirSync(path.join(lab.paths.run(id), 'checkpoints'))).toHaveLength(kept.length);
    for (const { path: name, sha256, bytes } of checkpoints) {
      const file = readFileSync(path.join(lab.paths.run(id), name));
      expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([
        bytes,
        sha256,
      ]);
    }
  });

  it.each([
    ['cut short', (file: string) => truncateSync(file, 4096)],
    ['changed in one byte', (file: string) => flipByte(file)],
    ['gone', (file: string) => rmSync(file)],
  ])('that are %s give way to the one before', async (_how, damage) => {
    const { lab } = await openTestLab();
    const spec = smallSpec('cnn', { epochs: EPOCHS, samples: 3000 });
    const whole = await train(lab, spec);
    const id = await stopAfter(lab, spec, 2);
    const { epochsDone } = lab.store.getSummary(id);
    damage(checkpointFile(lab, id, epochsDone));
    await resumeToEnd(lab, id);
    expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
    expect(logOf(lab, id)).toContain(
      `Training goes on from the checkpoint of epoch ${epochsDone - 1}`,
    );
  });

  it('that are all damaged let training begin again, to the same bits', async () => {
    const { lab } = await openTestLab();
    const spec = smallSpec('cnn', { epochs: EPOCHS, samples: 3000 });
    const whole = await train(lab, spec);
    const id = await stopAfter(lab, spec, 1);
    rmSync(path.join(lab.paths.run(id), 'checkpoints'), { recursive: true });
    await resumeToEnd(lab, id);
    expect(resultOf(lab, id)).toEqual(resultOf(lab, whole));
  });

  it('of other images are refused, and the record stays', async () => {
    const datasetDir = mkdtempSync(path.join(tmpdir(), 'atelier-changed-'));
    onTestFinished(() => rmSync(datasetDir, { recursive: true, force: true }));
    for (const name of readdirSync(DATASET)) {
      writeFileSync(path.join(datasetDir, name), readFileSync(path.join(DATASET, name)));
    }
    const { lab, killTrainer } = await openTestLab({ datasetDir });
    const id = await stopAfter(lab, smallSpec('cnn', { epochs: EPOCHS, samples: 3000 }), 1);
    const { epochsDone } = lab.store.getSummary(id);
    // The trainer keeps what it has read; the next one reads again.
    await killTrainer();
    swapTestFiles(datasetDir);
    await resumeToEnd(lab, id);
    expect(lab.store.getSummary(id)).toMatchObject({
      state: 'failed',
      epochsDone,
      failure: {
        code: 'dataset-corrupt',
        message: 'The data set has changed since this run was trained, so it cannot go on',
      },
    });
  });
});

it('a run that was stopped goes on in another lab, from its bundle, to the same bits', async () => {
  const [{ lab: here }, { lab: there }] = [await openTestLab(), await openTestLab()];
  const spec = smallSpec('cnn', { epochs: EPOCHS, samples: 3000 });
  const whole = await train(here, spec);
  const id = await stopAfter(here, spec, 2);
  const file = path.join(here.home, 'stopped.atelier');
  await exportRun(here.store, here.paths, id, file);
  await there.importRun(file);
  await resumeToEnd(there, id);
  expect(resultOf(there, id)).toEqual(resultOf(here, whole));
  expect(logOf(there, id)).toContain(
    `Training goes on from the checkpoint of epoch ${here.store.getSummary(id).epochsDone}`,
  );
});

it('a run that came to its end cannot be resumed, nor one that did not be extended', async () => {
  const { lab } = await openTestLab();
  const spec = smallSpec('cnn', { epochs: 2 });
  const done = await train(lab, spec);
  const stopped = await stopAfter(lab, smallSpec('cnn', { epochs: 40, samples: 3000 }), 1);
  await expect(lab.queue.resume(done)).rejects.toMatchObject({ code: 'illegal-state' });
  expect(() => lab.extendRun(stopped, 1)).toThrow('only a completed run can be extended');
});

it('an extension whose checkpoints are gone leaves nothing behind', async () => {
  const { lab } = await openTestLab();
  const done = await train(lab, smallSpec('cnn', { epochs: 1 }));
  rmSync(checkpointFile(lab, done, 1));
  expect(() => lab.extendRun(done, 1)).toThrow('cannot be taken over');
  expect(lab.store.listRuns().runs.map(({ id }) => id)).toEqual([done]);
});

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Labels of other test images: well-formed, but not the data that was trained on. */
function swapTestFiles(folder: string): void {
  const name = readdirSync(folder).find((file) => /t10k-labels/.test(file)) ?? '';
  const file = path.join(folder, name);
  const labels = name.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file);
  labels[8] = ((labels[8] ?? 0) + 1) % 10;
  rmSync(file);
  writeFileSync(file.replace(/\.gz$/, ''), labels);
}
