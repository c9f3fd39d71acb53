import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportResult } from '../shared/contract/datasetImport.ts';
import type { DatasetFile } from '../shared/dataset/datasetDescription.ts';
import { hashedText } from '../shared/dataset/hashedText.ts';
import type { LabelledImages } from '../shared/dataset/labelledImages.ts';
import type { FinishedSet } from './finishSet.ts';

/** A write of more than this at once fails on some systems. */
const PIECE = 64 * 1024 * 1024;

/**
 * Writes a data set's four IDX files into a folder of its own, each synced before the next is begun.
 *
 * @param folder made by this; whoever calls removes it when this fails
 */
export async function writeSet(
  { train, test, report }: FinishedSet,
  folder: string,
): Promise<ImportResult> {
  await mkdir(folder, { recursive: true });
  const [height, width, channels] = report.imageShape;
  const shapeOf = ({ labels }: LabelledImages): readonly number[] =>
    channels === 1 ? [labels.length, height, width] : [labels.length, height, width, channels];
  const write = (name: string, shape: readonly number[], data: Uint8Array): Promise<DatasetFile> =>
    writeIdx(folder, name, shape, data);
  const files = {
    trainImages: await write('train-images.idx', shapeOf(train), train.images),
    trainLabels: await write('train-labels.idx', [train.labels.length], train.labels),
    testImages: await write('test-images.idx', shapeOf(test), test.images),
    testLabels: await write('test-labels.idx', [test.labels.length], test.labels),
  };
  const { trainImages, trainLabels, testImages, testLabels } = files;
  const hashes = [trainImages, trainLabels, testImages, testLabels];
  const text = hashedText(hashes.map(({ contentSha256 }) => contentSha256));
  return { files, datasetHash: createHash('sha256').update(text).digest('hex'), report };
}

async function writeIdx(
  folder: string,
  name: string,
  shape: readonly number[],
  data: Uint8Array,
): Promise<DatasetFile> {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, 0x08);
  header.setUint8(3, shape.length);
  shape.forEach((size, index) => header.setUint32(4 + 4 * index, size));
  const hash = createHash('sha256');
  const file = await open(join(folder, name), 'wx');
  try {
    const put = async (bytes: Uint8Array): Promise<void> => {
      hash.update(bytes);
      await file.writeFile(bytes);
    };
    await put(new Uint8Array(header.buffer));
    for (let begin = 0; begin < data.length; begin += PIECE) {
      await put(data.subarray(begin, begin + PIECE));
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { name, contentSha256: hash.digest('hex') };
}
