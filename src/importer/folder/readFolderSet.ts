import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { ImportRequest } from '../../shared/contract/datasetImport.ts';
import { DATASET_LIMITS } from '../../shared/dataset/datasetDescription.ts';
import type { LabelledImages } from '../../shared/dataset/labelledImages.ts';
import { sizeOf, type ImageShape } from '../../shared/spec/shape.ts';
import { unfit, unreadable } from '../importErrors.ts';
import type { OnProgress, ReadSet } from '../importedImages.ts';
import { decodePicture } from './decodePicture.ts';
import { findPictures } from './findPictures.ts';
import { fitPicture } from './fitPicture.ts';

type FolderRequest = Extract<ImportRequest, { readonly kind: 'folder' }>;

/** A picture's file and its class. */
interface Task {
  readonly file: string;
  readonly label: number;
}

/**
 * Reads a folder of pictures, one folder for each class, and brings them to one shape.
 *
 * @throws LabError `dataset-corrupt` naming the picture, `bad-input`
 */
export async function readFolderSet(
  request: FolderRequest,
  onProgress: OnProgress,
): Promise<ReadSet> {
  onProgress('Looking for pictures', 0);
  const { classes, hasTest, problems } = await findPictures(request.folder);
  if (classes.length > DATASET_LIMITS.classes) {
    throw unfit(
      `${request.folder} has ${classes.length} classes`,
      `A data set has at most ${DATASET_LIMITS.classes}`,
    );
  }
  const [height, width] = request.size;
  const imageShape: ImageShape = [height, width, request.channels];
  const tasks = (part: 'train' | 'test'): Task[] =>
    classes.flatMap(({ [part]: files }, label) => files.map((file) => ({ file, label })));
  const train = tasks('train');
  const test = tasks('test');
  const total = train.length + test.length;
  const shapes = new Map<string, number>();
  let done = 0;
  const read = async (list: readonly Task[]): Promise<LabelledImages> => {
    const images = allocate(list.length, imageShape);
    for (const [place, { file }] of list.entries()) {
      const name = relative(request.folder, file);
      const picture = decodePicture(await bytesOf(file), name);
      const shape = `${picture.height} × ${picture.width}`;
      shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
      images.set(fitPicture(picture, imageShape, request.fit), place * sizeOf(imageShape));
      done += 1;
      onProgress(`Reading ${name}`, done / total);
    }
    return { images, labels: Uint8Array.from(list, ({ label }) => label) };
  };
  return {
    imageShape,
    classNames: classes.map(({ name }) => name),
    train: await read(train),
    test: hasTest && test.length > 0 ? await read(test) : null,
    notes: [describe(shapes, request)],
    problems,
  };
}

function allocate(count: number, imageShape: ImageShape): Uint8Array {
  const bytes = count * sizeOf(imageShape);
  if (bytes <= DATASET_LIMITS.bytes) return new Uint8Array(bytes);
  throw unfit(
    `${count} images of ${imageShape.join(' × ')} take more than 2 GiB`,
    'Choose a smaller size, or import fewer images',
  );
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function describe(
  shapes: ReadonlyMap<string, number>,
  { size, fit, channels }: FolderRequest,
): string {
  const [first] = shapes.keys();
  const from = shapes.size === 1 ? `of ${first ?? ''}` : `of ${shapes.size} different sizes`;
  const colour = channels === 1 ? 'grey' : 'RGB';
  return `Pictures ${from} made ${size.join(' × ')} (${fit}), ${colour}`;
}
