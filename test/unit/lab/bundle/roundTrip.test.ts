import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { exportRun } from '../../../../src/lab/bundle/exportRun.ts';
import { importRun } from '../../../../src/lab/bundle/importRun.ts';
import type { RunDetail } from '../../../../src/shared/model/run.ts';
import { createKeyCatalogue } from '../../../../src/shared/query/keyCatalogue.ts';
import { parseFilter } from '../../../../src/shared/query/parseFilter.ts';
import { envelopes, FAILED, sampleSpec, STARTED } from '../../store/samples.ts';
import { temporaryFolder } from '../../store/temporaryStore.ts';
import { addRun, CHECKPOINTS, filesBelow, quietLab, WEIGHTS, type QuietLab } from './bundles.ts';

const bundle = (name = 'run'): string => path.join(temporaryFolder(), `${name}.atelier`);
const exported = ({ store, paths }: QuietLab, id: string, file: string) =>
  exportRun(store, paths, id, file);

/** A record without what belongs to the lab that it lies in. */
function apart({ store }: QuietLab, id: string) {
  const { summary, ...rest }: RunDetail = store.getRun(id);
  const { number: _number, experimentId: _experiment, ...facts } = summary;
  const beside = [store.stepMetrics(id), store.log(id), store.predictions(id), store.noteOf(id)];
  return { facts, rest, beside };
}

it('brings a run into another lab and back, to the byte', async () => {
  const [from, to] = [quietLab(), quietLab()];
  const id = addRun(from);
  addRun(to, 'another');
  const [first, second] = [bundle(), bundle()];
  const manifest = await exported(from, id, first);
  const run = await importRun(to, first);
  expect(run).toMatchObject({ id, number: 2, name: 'base · seed 7', tags: ['base', 'ärger'] });
  expect(apart(to, id)).toEqual(apart(from, id));
  expect(filesBelow(to.paths.run(id))).toEqual(filesBelow(from.paths.run(id)));
  // What tables find and sort by was made anew.
  const keys = createKeyCatalogue(to.store.paramKeys());
  const filter = parseFilter('optimizer = adam and val_accuracy > 0.33 and tag = base', keys);
  expect(to.store.listRuns({ filter }).total).toBe(2);
  expect(to.store.sparklines([id])).toEqual(from.store.sparklines([id]));

  const again = await exported(to, id, second);
  expect(again.parts).toEqual(manifest.parts);
  expect(manifest.parts.map(({ path: name }) => name)).toContain('files/model/weights.bin');
  expect(manifest.version).toBe(2);
  expect(manifest.parts).toContainEqual(
    expect.objectContaining({ path: 'checkpoints/epoch-0002.ckpt', bytes: 5_000 }),
  );
});

it('leaves checkpoints out when told so, in a form that older programs read', async () => {
  const [from, to] = [quietLab(), quietLab()];
  const id = addRun(from);
  const file = bundle();
  const manifest = await exportRun(from.store, from.paths, id, file, { checkpoints: false });
  expect(manifest.version).toBe(1);
  expect(manifest.parts.filter(({ path: name }) => name.includes('ckpt'))).toEqual([]);
  await importRun(to, file);
  expect(to.store.getRun(id).checkpoints).toEqual([]);
  expect(filesBelow(to.paths.run(id)).join()).not.toContain('checkpoints');
  expect((await exported(to, id, bundle())).parts).toEqual(manifest.parts);
  // That it came without them is no difference of the run.
  await expect(importRun(from, file)).rejects.toThrow('already in this lab, and identical');
  const whole = bundle();
  await exported(from, id, whole);
  await expect(importRun(to, whole)).rejects.toThrow(
    'It differs in checkpoints/epoch-0001.ckpt, checkpoints/epoch-0002.ckpt',
  );
});

it('leaves out a checkpoint that gave way, but does not pass over the newest', async () => {
  const lab = quietLab();
  const id = addRun(lab);
  const file = bundle();
  const [first, newest] = CHECKPOINTS.map((one) => path.join(lab.paths.run(id), one.path));
  rmSync(first ?? '');
  const manifest = await exported(lab, id, file);
  expect(manifest.parts.filter(({ path: name }) => name.includes('ckpt'))).toHaveLength(1);
  writeFileSync(newest ?? '', WEIGHTS.subarray(1));
  await expect(exported(lab, id, bundle())).rejects.toMatchObject({
    message: expect.stringContaining('checkpoints/epoch-0002.ckpt'),
    hint: 'Export the run without its checkpoints',
  });
  rmSync(newest ?? '');
  await expect(exported(lab, id, bundle())).rejects.toMatchObject({
    code: 'not-found',
    message: 'The run’s file checkpoints/epoch-0002.ckpt cannot be read',
  });
});

it('writes the same file twice', async () => {
  const lab = quietLab();
  const id = addRun(lab);
  const [first, second] = [bundle(), bundle()];
  await exported(lab, id, first);
  await exported(lab, id, second);
  expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
});

it('keeps ties to runs that are there, and lets go of the others', async () => {
  const from = quietLab();
  const parent = addRun(from, 'parent');
  const child = addRun(from, 'child');
  const result = {
    firstDifference: null,
    compared: { epochs: 2, steps: 1, predictions: 3, weightFiles: 1 },
    environment: [],
  };
  const repetition = from.store.enqueueVerification(parent, { spec: sampleSpec() });
  from.store.transition(repetition.id, 'stopped');
  from.store.finishVerification(repetition.id, result);
  const [parentFile, againFile, childFile] = [bundle('p'), bundle('r'), bundle('c')];
  await exported(from, parent, parentFile);
  await exported(from, repetition.id, againFile);
  await exported(from, child, childFile);

  const apartFrom = quietLab();
  await importRun(apartFrom, againFile);
  expect((await exported(apartFrom, repetition.id, bundle())).links.parentId).toBeNull();

  const together = quietLab();
  for (const file of [parentFile, againFile, childFile]) await importRun(together, file);
  expect((await exported(together, repetition.id, bundle())).links.parentId).toBe(parent);
  // The repetition came later than the verification: what it said stays.
  expect(together.store.verifications(parent)).toMatchObject([{ repetition: null, result }]);
  expect(together.store.getSummary(child).experimentId).toBeNull();
});

it('says of a run that is here already whether it is the same', async () => {
  const lab = quietLab();
  const id = addRun(lab);
  const file = bundle();
  await exported(lab, id, file);
  await expect(importRun(lab, file)).rejects.toMatchObject({
    code: 'illegal-state',
    message: 'The run in run.atelier is already in this lab, and identical: #1 base · seed 7',
  });
  lab.store.setNote(id, 'Another');
  await expect(importRun(lab, file)).rejects.toThrow('It differs in run.json');
  expect(lab.store.noteOf(id)).toBe('Another');
});

it('takes the place of a run that was deleted', async () => {
  const lab = quietLab();
  const id = addRun(lab);
  const file = bundle();
  await exported(lab, id, file);
  lab.store.deleteRuns([id]);
  writeFileSync(path.join(lab.paths.run(id), 'leftover'), '');
  await importRun(lab, file);
  expect(filesBelow(lab.paths.runs).map((line) => line.split(' ')[0])).toEqual([
    id,
    `${id}/checkpoints`,
    `${id}/checkpoints/epoch-0001.ckpt`,
    `${id}/checkpoints/epoch-0002.ckpt`,
    `${id}/model`,
    `${id}/model/weights.bin`,
  ]);
  expect(lab.store.purgeDeleted(new Date('2100-01-01'))).toEqual([]);
});

it('refuses to export what is not whole, and leaves no file', async () => {
  const lab = quietLab();
  const file = bundle();
  const { id: queued } = lab.store.enqueueRun({ spec: sampleSpec() });
  await expect(exported(lab, queued, file)).rejects.toMatchObject({
    code: 'illegal-state',
    message: 'tiny · seed 7 is queued: its record is not whole yet',
  });
  const id = addRun(lab);
  const weights = path.join(lab.paths.run(id), 'model/weights.bin');
  const bytes = readFileSync(weights);
  bytes[1_234] = 1 + (bytes[1_234] ?? 0);
  writeFileSync(weights, bytes);
  await expect(exported(lab, id, file)).rejects.toMatchObject({
    code: 'checksum-mismatch',
    message: 'The run’s file model/weights.bin is not what was recorded of it',
  });
  writeFileSync(weights, bytes.subarray(1));
  await expect(exported(lab, id, file)).rejects.toThrow('model/weights.bin');
  rmSync(weights);
  await expect(exported(lab, id, file)).rejects.toMatchObject({
    code: 'not-found',
    message: 'The run’s file model/weights.bin cannot be read',
  });
  expect(filesBelow(path.dirname(file))).toEqual([]);
  await expect(exported(lab, id, path.join(file, 'no', 'folder'))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('could not be written'),
  });
});

it('brings a run that failed before its first epoch, with its failure', async () => {
  const [from, to] = [quietLab(), quietLab()];
  const { id } = from.store.enqueueRun({ spec: sampleSpec() });
  from.store.transition(id, 'running');
  for (const event of envelopes(id, [STARTED, FAILED])) from.store.record(event);
  const file = bundle();
  const manifest = await exported(from, id, file);
  expect(manifest.parts.some(({ path: name }) => /predictions|files/.test(name))).toBe(false);
  const run = await importRun(to, file);
  expect(run).toMatchObject({ state: 'failed', failure: { code: 'non-finite-loss' } });
  expect(apart(to, id)).toEqual(apart(from, id));
  expect((await exported(to, id, bundle())).parts).toEqual(manifest.parts);
});
