import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Entry } from 'yauzl';
import { BUNDLE_LIMITS, checkEntry } from '../../../../src/lab/bundle/bundleLimits.ts';
import { exportRun } from '../../../../src/lab/bundle/exportRun.ts';
import { removeTree } from '../../../../src/lab/datasetFolders.ts';
import { importRun } from '../../../../src/lab/bundle/importRun.ts';
import { LabError } from '../../../../src/shared/errors.ts';
import { randomStream } from '../../../../src/shared/random/randomStream.ts';
import { temporaryFolder } from '../../store/temporaryStore.ts';
import { forge, manifestOf, unzip, zipTo, type Unzipped } from '../../../helpers/forgeBundle.ts';
import { addRun, filesBelow, quietLab } from './bundles.ts';

const WEIGHTS = 'files/model/weights.bin';
const CHECKPOINT = 'checkpoints/epoch-0002.ckpt';

/** A good bundle, in a file of its own. */
async function goodBundle(): Promise<string> {
  const { store, paths } = quietLab();
  const file = path.join(temporaryFolder(), 'run.atelier');
  await exportRun(store, paths, addRun({ store, paths }), file);
  return file;
}

/** Imports into a lab with a run. @returns the refusal, which must have left everything as it was */
async function refusal(file: string): Promise<LabError> {
  const lab = quietLab();
  addRun(lab, 'here before');
  const around = path.dirname(lab.paths.home);
  const before = filesBelow(around);
  const error: unknown = await importRun(lab, file).catch((thrown: unknown) => thrown);
  expect(filesBelow(around)).toEqual(before);
  expect(lab.store.listRuns().total).toBe(1);
  if (!(error instanceof LabError)) throw new Error('it was not refused', { cause: error });
  expect(error.message).toContain(path.basename(file));
  return error;
}

async function changed(change: (entries: Unzipped) => void): Promise<LabError> {
  const file = await goodBundle();
  const entries = await unzip(file);
  change(entries);
  await zipTo(file, entries);
  return refusal(file);
}

const setManifest = (entries: Unzipped, change: object): void =>
  void entries.set(
    'manifest.json',
    Buffer.from(JSON.stringify({ ...manifestOf(entries), ...change })),
  );

it.each(['../../../../weights.bin', '/abs/lute/weights/1.bin', 'C:/Windows/weights1.bin'])(
  'refuses an entry named %s in the zip',
  async (name) => {
    expect(name).toHaveLength(WEIGHTS.length);
    const file = await goodBundle();
    const bytes = readFileSync(file).toString('latin1').replaceAll(WEIGHTS, name);
    writeFileSync(file, bytes, 'latin1');
    expect(await refusal(file)).toMatchObject({ code: 'bad-input' });
  },
);

it.each([
  'files/../../outside.bin',
  '/files/outside.bin',
  'files/./outside.bin',
  'files\\..\\outside.bin',
  'files//outside.bin',
  'files/C:outside.bin',
  'files/nul\0.bin',
])('refuses a manifest that lists %j', async (name) => {
  const error = await changed((entries) => {
    const { parts } = manifestOf(entries);
    const sha256 = 'a'.repeat(64);
    setManifest(entries, { parts: [...parts, { path: name, bytes: 1, sha256 }] });
  });
  expect(error).toMatchObject({ code: 'bad-input' });
  expect(error.message).toContain('parts.');
});

it('refuses names that some systems take for one', async () => {
  const error = await changed((entries) => {
    forge(entries, 'files/model/Weights.bin', 'x');
  });
  expect(error.message).toContain('a path stands twice');
});

it('refuses a wrong checksum, of weights and of metrics', async () => {
  const flip = (bytes: Buffer | undefined): Buffer => {
    const copy = Buffer.from(bytes ?? []);
    copy[100] = (copy[100] ?? 0) ^ 1;
    return copy;
  };
  for (const part of [WEIGHTS, CHECKPOINT, 'epochs.json', 'predictions/confidences.bin']) {
    const error = await changed((entries) => {
      const bytes = entries.get(part);
      entries.set(
        part,
        bytes && bytes.length > 100 ? flip(bytes) : Buffer.from(bytes ?? []).fill(1),
      );
    });
    expect(error).toMatchObject({
      code: 'checksum-mismatch',
      message: `run.atelier cannot be imported: ${part} is damaged`,
    });
  }
});

it('refuses a file that was cut off, wherever', async () => {
  const file = await goodBundle();
  const { length } = readFileSync(file);
  for (const size of [0, 10, Math.floor(length / 2), length - 300, length - 1]) {
    const cut = path.join(temporaryFolder(), 'cut.atelier');
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, size);
    expect((await refusal(cut)).message).toContain('it is damaged, cut off or no zip');
  }
});

it('refuses another version of the form by its number', async () => {
  const error = await changed((entries) => setManifest(entries, { version: 3, more: true }));
  expect(error).toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(
      'it has version 3 of the form, and this program knows them up to 2',
    ),
    hint: expect.stringContaining('newer'),
  });
});

it('refuses what is no bundle', async () => {
  const folder = temporaryFolder();
  await zipTo(path.join(folder, 'other.zip'), new Map([['a.txt', Buffer.from('a')]]));
  expect((await refusal(path.join(folder, 'other.zip'))).message).toContain('no manifest.json');
  writeFileSync(path.join(folder, 'text.atelier'), 'no zip at all');
  expect((await refusal(path.join(folder, 'text.atelier'))).message).toContain('no zip');
  expect((await refusal(path.join(folder, 'nothing'))).message).toContain('no such file');
  mkdirSync(path.join(folder, 'folder'));
  expect((await refusal(path.join(folder, 'folder'))).code).toBe('bad-input');
});

it('names the part that is missing or that nobody asked for', async () => {
  expect((await changed((entries) => entries.delete('epochs.json'))).message).toContain(
    'epochs.json is missing',
  );
  const unlisted = await changed((entries) => {
    const { parts } = manifestOf(entries);
    entries.delete('log.json');
    setManifest(entries, { parts: parts.filter((part) => part.path !== 'log.json') });
  });
  expect(unlisted.message).toContain('its manifest lists no log.json');
  const half = await changed((entries) => {
    const { parts } = manifestOf(entries);
    entries.delete('predictions/classes.bin');
    setManifest(entries, { parts: parts.filter((part) => !part.path.includes('classes')) });
  });
  expect(half.message).toContain('predictions/classes.bin');
  const extra = await changed((entries) => entries.set('run.sh', Buffer.from('rm')));
  expect(extra.message).toContain('it holds run.sh, which its manifest does not list');
  expect((await changed((entries) => forge(entries, 'run.sh', 'rm'))).message).toContain('run.sh');
});

it('refuses checkpoints that are none of the run, or that its form does not know', async () => {
  const ahead = await changed((entries) => forge(entries, 'checkpoints/epoch-0003.ckpt', 'x'));
  expect(ahead.message).toContain(
    'checkpoints/epoch-0003.ckpt is of an epoch that the run has not done',
  );
  for (const name of ['epoch-00002.ckpt', 'epoch-0000.ckpt', 'epoch-1.ckpt', 'epoch-0002.ckpt.tmp'])
    expect(
      (await changed((entries) => forge(entries, `checkpoints/${name}`, 'x'))).message,
    ).toContain(`its manifest lists checkpoints/${name}, which is no part`);
  expect((await changed((entries) => setManifest(entries, { version: 1 }))).message).toContain(
    'its manifest lists checkpoints/epoch-0001.ckpt, which is no part',
  );
  const smuggled = await changed((entries) => forge(entries, `files/${CHECKPOINT}`, 'x'));
  expect(smuggled.message).toContain(`its manifest lists files/${CHECKPOINT}, which is no part`);
});

it('names the field that is wrong, and lets no prototype be touched', async () => {
  const forged = async (part: string, from: string | RegExp, to: string): Promise<string> =>
    (
      await changed((entries) => {
        forge(entries, part, (entries.get(part)?.toString() ?? '').replace(from, to));
      })
    ).message;
  expect(await forged('epochs.json', '"epoch":2', '"epoch":"2"')).toContain('epochs.json, 1.epoch');
  expect(await forged('run.json', '"completed"', '"running"')).toContain('run.json, state');
  expect(await forged('run.json', '{', '{"__proto__":{"polluted":1},')).toContain('run.json');
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect(await forged('steps.json', '[', '')).toContain('steps.json is no JSON');
  expect(await forged('spec.json', '"seed":7', '"seed":8')).toContain('spec.json is not the spec');
  expect(await forged('run.json', /"datasetHash":"d/, '"datasetHash":"e')).toContain('data set');
  expect(await forged('evaluation.json', '"loss":0.5', '"loss":1e309')).toContain(
    'evaluation.json',
  );
});

it('refuses a record that the lab cannot keep', async () => {
  const twice = await changed((entries) => {
    const epochs = entries.get('epochs.json')?.toString() ?? '';
    forge(entries, 'epochs.json', epochs.replace('"epoch":2', '"epoch":1'));
  });
  expect(twice).toMatchObject({ code: 'bad-input' });
  expect(twice.message).toContain(
    'the lab cannot keep its record (UNIQUE constraint failed: epoch',
  );
});

it('takes a bundle with mutated bytes as it was, or not at all', async () => {
  const file = await goodBundle();
  const good = readFileSync(file);
  const random = randomStream(11, 'mutants');
  const lab = quietLab();
  const id = await importRun(lab, file).then((run) => run.id);
  const record = JSON.stringify(lab.store.bundledRun(id));
  lab.store.eraseRuns([id]);
  await removeTree(lab.paths.run(id));
  const before = filesBelow(lab.paths.home);
  const mutant = path.join(temporaryFolder(), 'mutant.atelier');
  let refused = 0;
  for (let turn = 0; turn < 150; turn += 1) {
    const bytes = Buffer.from(good);
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      // Half of them where the zip describes itself, which is a small part of it.
      const from = random.below(2) === 0 ? bytes.length - 1_500 : 0;
      bytes[from + random.below(bytes.length - from)] = random.below(256);
    }
    writeFileSync(mutant, bytes);
    try {
      await importRun(lab, mutant);
      expect(JSON.stringify(lab.store.bundledRun(id))).toBe(record);
      lab.store.eraseRuns([id]);
      await removeTree(lab.paths.run(id));
    } catch (error) {
      expect(error).toMatchObject({ name: 'LabError', message: expect.stringContaining('mutant') });
      refused += 1;
    }
  }
  expect(filesBelow(lab.paths.home)).toEqual(before);
  expect(refused).toBeGreaterThan(75);
});

it('refuses entries that are too large, or would become so', async () => {
  const entry = (size: number, packed = size): Entry =>
    ({
      fileName: 'steps.json',
      uncompressedSize: size,
      compressedSize: packed,
      canDecodeFileData: () => true,
    }) as Entry;
  const most = BUNDLE_LIMITS.partBytes;
  expect(() => checkEntry('a', entry(most), most)).not.toThrow();
  expect(() => checkEntry('a', entry(most + 1), most)).toThrow('steps.json is too large');
  const bomb = await changed((entries) => forge(entries, WEIGHTS, '\0'.repeat(3_000_000)));
  expect(bomb.message).toContain(`${WEIGHTS} would unpack to over 200 times its size`);
  const short = await changed((entries) => entries.set(WEIGHTS, Buffer.alloc(3)));
  expect(short.message).toContain(`${WEIGHTS} has 3 bytes instead of 5000`);
});

it('leaves nothing when the store refuses the run', async () => {
  const file = await goodBundle();
  const lab = quietLab();
  const before = filesBelow(lab.paths.home);
  const full = {
    ...lab.store,
    importRun: vi.fn(() => {
      throw new Error('disk full');
    }),
  };
  await expect(importRun({ store: full, paths: lab.paths }, file)).rejects.toThrow('disk full');
  expect(full.importRun).toHaveBeenCalledOnce();
  expect(filesBelow(lab.paths.home)).toEqual(before);
  await expect(importRun(lab, file)).resolves.toMatchObject({ number: 1 });
});
