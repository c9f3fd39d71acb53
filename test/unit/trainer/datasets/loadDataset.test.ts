import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatasetCache } from '../../../../src/trainer/datasets/datasetCache.ts';
import { loadDataset } from '../../../../src/trainer/datasets/loadDataset.ts';
import { splitHash } from '../../../../src/trainer/datasets/splitHash.ts';
import { idxFile } from '../../../helpers/idxFile.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Changes {
  readonly shape?: readonly number[];
  readonly labels?: readonly number[];
  readonly compress?: boolean;
}

/** Writes three training and two test images; the changes are to the training files. */
async function writeData({
  shape = [3, 28, 28],
  labels = [0, 9, 4],
  compress = true,
}: Changes = {}) {
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    await writeFile(
      path.join(folder, compress ? `${name}.gz` : name),
      compress ? gzipSync(bytes) : bytes,
    );
  };
  const size = shape.reduce((product, length) => product * length, 1);
  await write('train-images-idx3-ubyte', idxFile(shape, new Uint8Array(size).fill(7)));
  await write('train-labels-idx1-ubyte', idxFile([labels.length], labels));
  await write('t10k-images-idx3-ubyte', idxFile([2, 28, 28], new Uint8Array(2 * 784)));
  await write('t10k-labels-idx1-ubyte', idxFile([2], [1, 2]));
}

describe('loadDataset', () => {
  it('loads and describes the four files', async () => {
    await writeData();
    const { train, test, files } = await loadDataset(FASHION_MNIST, folder);
    expect([...train.labels, ...test.labels]).toEqual([0, 9, 4, 1, 2]);
    expect([train.images.length, test.images.length]).toEqual([3 * 784, 2 * 784]);
    expect(files.map(({ name, verified }) => [name, verified])).toEqual([
      ['train-images-idx3-ubyte.gz', false],
      ['train-labels-idx1-ubyte.gz', false],
      ['t10k-images-idx3-ubyte.gz', false],
      ['t10k-labels-idx1-ubyte.gz', false],
    ]);
  });

  it('loads plain files as well, and knows the same data by its hash', async () => {
    await writeData();
    const compressed = await loadDataset(FASHION_MNIST, folder);
    await rm(folder, { recursive: true });
    folder = await mkdtemp(path.join(tmpdir(), 'atelier-data-'));
    await writeData({ compress: false });
    const plain = await loadDataset(FASHION_MNIST, folder);
    expect(plain.files[0]?.name).toBe('train-images-idx3-ubyte');
    expect(plain.datasetHash).toBe(compressed.datasetHash);
    expect(plain.files[0]?.sha256).not.toBe(compressed.files[0]?.sha256);
  });

  it.each<[string, Changes, RegExp]>([
    [
      'a label that is no class',
      { labels: [0, 10, 4] },
      /label 10 at image 1 \(byte 9\) instead of 0 to 9/,
    ],
    ['fewer labels than images', { labels: [0, 9] }, /has 3 images, but .* has 2 labels/],
    ['images of another size', { shape: [3, 14, 28] }, /images of 14 × 28 instead of 28 × 28/],
    ['another number of dimensions', { shape: [3, 784] }, /2 dimensions instead of 3/],
  ])('refuses %s', async (_what, changes, message) => {
    await writeData(changes);
    await expect(loadDataset(FASHION_MNIST, folder)).rejects.toMatchObject({
      code: 'dataset-corrupt',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a download that was cut short', async () => {
    await writeData();
    const whole = gzipSync(idxFile([2], [1, 2]));
    await writeFile(path.join(folder, 't10k-labels-idx1-ubyte.gz'), whole.subarray(0, 20));
    await expect(loadDataset(FASHION_MNIST, folder)).rejects.toMatchObject({
      code: 'dataset-corrupt',
      context: { file: 't10k-labels-idx1-ubyte.gz' },
    });
  });

  it('names the file and the folder when one is missing', async () => {
    await writeData();
    await rm(path.join(folder, 't10k-labels-idx1-ubyte.gz'));
    await expect(loadDataset(FASHION_MNIST, folder)).rejects.toMatchObject({
      code: 'dataset-missing',
      hint: expect.stringContaining('npm start'),
      context: { directory: folder, file: 't10k-labels-idx1-ubyte.gz' },
    });
  });
});

describe('createDatasetCache', () => {
  it('keeps the last folder, and tries again after a failure', async () => {
    const asked: string[] = [];
    let fail = true;
    const cache = createDatasetCache(async (_description, directory) => {
      asked.push(directory);
      if (fail) throw new Error('not yet');
      return loadDataset(FASHION_MNIST, directory);
    });
    await writeData();
    await expect(cache.load(FASHION_MNIST, folder)).rejects.toThrow('not yet');
    fail = false;
    const first = await cache.load(FASHION_MNIST, folder);
    expect(await cache.load(FASHION_MNIST, folder)).toBe(first);
    expect(asked).toEqual([folder, folder]);
  });
});

describe('splitHash', () => {
  it('tells splits apart, also where one list goes over into the other', () => {
    const hash = (train: number[], validation: number[]): string =>
      splitHash({ train: Uint32Array.from(train), validation: Uint32Array.from(validation) });
    expect(hash([1, 2], [3])).toBe(hash([1, 2], [3]));
    expect(new Set([hash([1, 2], [3]), hash([1], [2, 3]), hash([1, 2], [4])]).size).toBe(3);
  });
});
