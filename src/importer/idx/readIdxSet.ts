import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImportRequest } from '../../shared/contract/datasetImport.ts';
import { DATASET_LIMITS } from '../../shared/dataset/datasetDescription.ts';
import { parseIdx, type IdxArray } from '../../shared/dataset/idx.ts';
import type { LabelledImages } from '../../shared/dataset/labelledImages.ts';
import { LabError } from '../../shared/errors.ts';
import type { ImageShape } from '../../shared/spec/shape.ts';
import { brokenFile, unfit, unreadable } from '../importErrors.ts';
import type { OnProgress, ReadSet } from '../importedImages.ts';

type IdxRequest = Extract<ImportRequest, { readonly kind: 'idx' }>;

/** A header of four dimensions. */
const HEADER = 20;

/**
 * Reads IDX files of unsigned bytes, gzipped or plain: images of three dimensions (count, height, width)
 * or four (and 1 or 3 channels), and as many labels.
 *
 * @throws LabError `dataset-corrupt` naming the file and the byte, `bad-input`
 */
export async function readIdxSet(request: IdxRequest, onProgress: OnProgress): Promise<ReadSet> {
  const { trainImages, trainLabels, testImages, testLabels } = request;
  if ((testImages === null) !== (testLabels === null)) {
    throw unfit('Test images need their labels, and labels their images', 'Give both or neither');
  }
  const train = await readPair(trainImages, trainLabels, onProgress);
  if (testImages === null || testLabels === null) return toSet(train, null);
  const test = await readPair(testImages, testLabels, onProgress);
  if (train.imageShape.join() !== test.imageShape.join()) {
    throw unfit(
      `The training images are ${train.imageShape.join(' × ')}, the test images ${test.imageShape.join(' × ')}`,
      'Training and test images must be of the same size',
    );
  }
  return toSet(train, test);
}

interface Pair extends LabelledImages {
  readonly imageShape: ImageShape;
}

function toSet(train: Pair, test: Pair | null): ReadSet {
  const { imageShape } = train;
  return { imageShape, classNames: null, train, test, notes: [], problems: [] };
}

async function readPair(
  imagePath: string,
  labelPath: string,
  onProgress: OnProgress,
): Promise<Pair> {
  onProgress(`Reading ${basename(imagePath)}`, 0);
  const images = parse(await readPlain(imagePath), imagePath);
  onProgress(`Reading ${basename(labelPath)}`, 0.9);
  const labels = parse(await readPlain(labelPath), labelPath, 1);
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  if (images.shape.length < 3 || (channels !== 1 && channels !== 3)) {
    throw brokenFile(
      basename(imagePath),
      'byte 3',
      `it has the shape ${images.shape.join(' × ')}`,
      'Images have a count, a height, a width and, where they are in colour, 3 channels',
    );
  }
  if (labels.data.length !== count) {
    throw unfit(
      `${basename(imagePath)} has ${count} images, but ${basename(labelPath)} has ${labels.data.length} labels`,
      'Every image needs one label',
    );
  }
  return { imageShape: [height, width, channels], images: images.data, labels: labels.data };
}

function parse(bytes: Uint8Array, path: string, dimensions?: number): IdxArray {
  const hint = 'Give a file in the IDX format of unsigned bytes, as MNIST and its kin come';
  const name = basename(path);
  return parseIdx(bytes, { name, hint, ...(dimensions === undefined ? {} : { dimensions }) });
}

async function readPlain(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: DATASET_LIMITS.bytes + HEADER });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isBomb = code === 'ERR_BUFFER_TOO_LARGE';
    throw brokenFile(
      basename(path),
      'as a whole',
      isBomb ? 'it unpacks to more than 2 GiB' : `it does not decompress: ${message}`,
      isBomb ? 'Import fewer images' : 'Get the file again, or give it unpacked',
    );
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > DATASET_LIMITS.bytes + HEADER) {
      throw unfit(`${basename(path)} is larger than 2 GiB`, 'Import fewer or smaller images');
    }
    return await readFile(path);
  } catch (error) {
    throw error instanceof LabError ? error : unreadable(path, error);
  }
}
