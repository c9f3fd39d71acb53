import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importThreads } from '../../../src/importer/startImport.ts';
import { openLab, type Lab } from '../../../src/lab/openLab.ts';
import {
  importRequestSchema,
  type ImportRequest,
} from '../../../src/shared/contract/datasetImport.ts';
import type { LabEvent } from '../../../src/shared/contract/labEvents.ts';
import type { ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { setParam } from '../../../src/shared/spec/setParam.ts';
import { loadDataset } from '../../../src/trainer/datasets/loadDataset.ts';
import { COLOURS, csvText, writeIdxFiles, writePictures } from '../../helpers/writeDataset.ts';
import { sampleSpec } from '../../unit/store/samples.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'atelier-import-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}

async function open(home = join(folder(), 'home')) {
  const lab = await openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir: '',
    spawnTrainer: () => {
      throw new Error('nothing is trained here');
    },
    startImport: importThreads(),
    takeQueued: false,
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await lab.close();
    isOpen = false;
  };
  onTestFinished(close);
  const events: LabEvent[] = [];
  lab.subscribe((event) => events.push(event));
  return { lab, events, close };
}

const ask = (request: object): ImportRequest => importRequestSchema.parse(request);

/** What lies in the lab's folder of data sets, hidden drafts among it. */
function kept(lab: Lab): readonly string[] {
  try {
    return readdirSync(lab.paths.datasets);
  } catch {
    return [];
  }
}

const load = (lab: Lab, id: string) => {
  const { description, directory } = lab.datasets.locate(id);
  return loadDataset(description, directory);
};

describe('importing', () => {
  it('reads a folder of pictures in colour, parts it, and keeps it when it is confirmed', async () => {
    const { lab, events } = await open();
    const pictures = join(folder(), 'Colours');
    writePictures(pictures, 14);
    symlinkSync('/etc/hostname', join(pictures, 'red', 'link.png'));
    symlinkSync(join(pictures, 'red'), join(pictures, 'violet'));
    const { token, suggestedName, report } = await lab.imports.check(
      ask({ kind: 'folder', folder: pictures, size: [8, 6], channels: 3, fit: 'stretch' }),
    );
    expect(suggestedName).toBe('Colours');
    expect(report).toMatchObject({
      imageShape: [8, 6, 3],
      classNames: COLOURS,
      train: [12, 12, 12],
      test: [2, 2, 2],
    });
    expect(report.problems.join()).toContain('2 links left out');
    expect(report.problems.join()).toContain('3 files left out that are no PNG or JPEG');
    expect(report.samples).toHaveLength(12);
    expect(lab.datasets.available()).toHaveLength(1);

    const named = { name: 'My colours', classNames: ['B', 'G', 'R'] };
    const description = await lab.imports.confirm(token, named);
    expect(description).toMatchObject({ id: 'my-colours', ...named, trainCount: 36, testCount: 6 });
    expect(kept(lab)).toEqual(['my-colours']);
    expect(events.some(({ kind }) => kind === 'datasets')).toBe(true);
    const { train } = await load(lab, 'my-colours');
    // Each class is brightest in its own channel.
    train.labels.forEach((label, index) => {
      const pixel = train.images.subarray(index * 8 * 6 * 3, index * 8 * 6 * 3 + 3);
      expect(pixel.indexOf(Math.max(...pixel))).toBe(2 - label);
    });
  });

  it('takes train and test folders as they are', async () => {
    const { lab } = await open();
    const pictures = folder();
    writePictures(join(pictures, 'Train'), 6);
    writePictures(join(pictures, 'test'), 2);
    const { report } = await lab.imports.check(ask({ kind: 'folder', folder: pictures }));
    expect([report.train, report.test, report.imageShape]).toEqual([
      [6, 6, 6],
      [2, 2, 2],
      [28, 28, 1],
    ]);
  });

  it('reads the same images from IDX files and from CSV', async () => {
    const { lab } = await open();
    const files = folder();
    const [trainImages, trainLabels, testImages, testLabels] = writeIdxFiles(files, 30, 9);
    const idx = await lab.imports.check(
      ask({ kind: 'idx', trainImages, trainLabels, testImages, testLabels }),
    );
    const names = { name: 'Same', classNames: idx.report.classNames };
    const one = await lab.imports.confirm(idx.token, names);
    writeFileSync(join(files, 'train.csv'), csvText(30));
    writeFileSync(join(files, 'test.csv'), csvText(9));
    const csv = await lab.imports.check(
      ask({ kind: 'csv', train: join(files, 'train.csv'), test: join(files, 'test.csv') }),
    );
    const other = await lab.imports.confirm(csv.token, names);
    expect(one).toMatchObject({ id: 'same', imageShape: [8, 8, 1], trainCount: 30, testCount: 9 });
    expect(other.id).toBe('same-2');
    expect(other.datasetHash).toBe(one.datasetHash);
  });

  it('leaves nothing behind of a broken file, and says where it is broken', async () => {
    const { lab } = await open();
    const files = folder();
    const broken = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(files, name), content);
      return join(files, name);
    };
    const [trainImages, trainLabels] = writeIdxFiles(files, 30, 9);
    const lines = csvText(20).split('\n');
    const cases: readonly (readonly [object, RegExp])[] = [
      [
        { kind: 'csv', train: broken('a.csv', lines.with(7, '1,2').join('\n')) },
        /^a\.csv, line 8: it has 2 columns, but line 2 has 65$/,
      ],
      [
        {
          kind: 'idx',
          trainImages: broken('b', readFileSync(trainImages!).subarray(0, 90)),
          trainLabels,
        },
        /^b, as a whole: it does not decompress/,
      ],
      [{ kind: 'idx', trainImages, trainLabels: trainImages }, /at byte 3 it has 3 dimensions/],
      [{ kind: 'csv', train: join(files, 'missing.csv') }, /missing\.csv does not exist$/],
      [{ kind: 'folder', folder: files }, /has pictures of no class$/],
      [
        { kind: 'csv', train: broken('c.csv', `0${',7'.repeat(16)}\n`.repeat(30)) },
        /^All labels are 0$/,
      ],
      [{ kind: 'csv', train: broken('d.csv', '0,1,2,3,4\n1,1,2,3,4\n'.repeat(30)) }, /2 × 2 × 1$/],
    ];
    for (const [request, message] of cases) {
      await expect(lab.imports.check(ask(request))).rejects.toMatchObject({
        message: expect.stringMatching(message),
      });
      expect(kept(lab)).toEqual([]);
    }
    mkdirSync(join(files, 'set', 'one'), { recursive: true });
    mkdirSync(join(files, 'set', 'two'), { recursive: true });
    broken('set/one/1.png', 'no picture');
    broken('set/two/2.png', 'no picture');
    await expect(
      lab.imports.check(ask({ kind: 'folder', folder: join(files, 'set') })),
    ).rejects.toThrow(`${join('one', '1.png')}, byte 0: it begins like no PNG and no JPEG`);
    expect(kept(lab)).toEqual([]);
  });

  it('leaves nothing behind of an import that was cancelled, or that a crash left', async () => {
    const { lab, events, close } = await open();
    const pictures = folder();
    writePictures(pictures, 400);
    const begun = new Promise<void>((resolve) => {
      lab.subscribe(({ kind }) => {
        if (kind === 'import') resolve();
      });
    });
    const checking = lab.imports.check(ask({ kind: 'folder', folder: pictures, size: [64, 64] }));
    const refused = expect(checking).rejects.toThrow('The import was cancelled');
    await begun;
    await lab.imports.cancel();
    await refused;
    expect(kept(lab)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'import', progress: { part: expect.any(Number) } });

    writePictures(join(pictures, 'few'), 6);
    const few = ask({ kind: 'folder', folder: join(pictures, 'few') });
    const { token } = await lab.imports.check(few);
    await lab.imports.cancel();
    const names = { name: 'Few', classNames: [...COLOURS] };
    await expect(lab.imports.confirm(token, names)).rejects.toMatchObject({ code: 'not-found' });

    mkdirSync(join(lab.paths.datasets, 'never-recorded'), { recursive: true });
    mkdirSync(join(lab.paths.datasets, '.import-1234'));
    await close();
    expect(kept((await open(lab.home)).lab)).toEqual([]);
  });

  it('keeps the classes of runs whose images are removed, and refuses while one waits', async () => {
    const { lab } = await open();
    const pictures = folder();
    writePictures(pictures, 6);
    const { token } = await lab.imports.check(ask({ kind: 'folder', folder: pictures }));
    const names = { name: 'Set', classNames: [...COLOURS] };
    const { id } = await lab.imports.confirm(token, names);
    expect(lab.imports.rename(id, { ...names, name: 'Other' })).toMatchObject({ name: 'Other' });
    const spec = setParam(sampleSpec(), 'dataset.id', id) as ExperimentSpec;
    const run = lab.queue.enqueue({ spec });
    await expect(lab.imports.remove(id)).rejects.toMatchObject({
      code: 'illegal-state',
      message: '1 run on this data set is queued or training',
    });
    await lab.queue.stop(run.id);
    await lab.imports.remove(id);
    expect(kept(lab)).toEqual([]);
    expect(lab.datasets.known().map(({ name }) => name)).toEqual(['Fashion-MNIST', 'Other']);
    expect(() => lab.datasets.locate(id)).toThrow('The images of Other were removed');
  });

  it('refuses images that were changed after the import', async () => {
    const { lab } = await open();
    const pictures = folder();
    writePictures(pictures, 6);
    const { token } = await lab.imports.check(ask({ kind: 'folder', folder: pictures }));
    const { id } = await lab.imports.confirm(token, { name: 'Set', classNames: [...COLOURS] });
    const file = join(lab.paths.dataset(id), 'train-images.idx');
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(load(lab, id)).rejects.toMatchObject({
      code: 'dataset-corrupt',
      message: 'train-images.idx is not what was imported: its SHA-256 differs',
    });
  });
});
