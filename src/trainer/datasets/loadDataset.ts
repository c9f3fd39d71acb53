import type { DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { hashedText } from '../../shared/dataset/hashedText.ts';
import { parseIdx } from '../../shared/dataset/idx.ts';
import type { LabelledImages, LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { LabError } from '../../shared/errors.ts';
import { readDatasetFile, type ReadDatasetFile } from './readDatasetFile.ts';
import { sha256 } from './sha256.ts';

/**
 * Loads a data set from a folder with its four IDX files, compressed or plain, and checks them: form,
 * image size, labels, as many labels as images. Reading, decompressing and hashing happen off the
 * calling thread.
 *
 * An imported set must hold what was imported. Fashion-MNIST's files may be others than the published
 * ones, and are then said to be unverified.
 *
 * @param directory the folder with the files
 * @throws LabError `dataset-missing` or `dataset-corrupt`, naming the file and what is wrong with it
 */
export async function loadDataset(
  description: DatasetDescription,
  directory: string,
): Promise<LoadedDataset> {
  if (directory === '') throw notProvided(description);
  const { trainImages, trainLabels, testImages, testLabels } = description.files;
  const read = (file: typeof trainImages): Promise<ReadDatasetFile> =>
    readDatasetFile(directory, file, description.name);
  const [images, labels, heldOutImages, heldOutLabels] = await Promise.all([
    read(trainImages),
    read(trainLabels),
    read(testImages),
    read(testLabels),
  ]);
  const files = [images, labels, heldOutImages, heldOutLabels];
  if (description.id !== FASHION_MNIST.id) files.forEach(assertUnchanged);
  return {
    description,
    train: decode(images, labels, description),
    test: decode(heldOutImages, heldOutLabels, description),
    files: files.map(({ facts }) => facts),
    datasetHash: await sha256(
      new TextEncoder().encode(hashedText(files.map(({ contentSha256 }) => contentSha256))),
    ),
  };
}

function decode(
  imageFile: ReadDatasetFile,
  labelFile: ReadDatasetFile,
  { imageShape: [height, width, channels], classNames }: DatasetDescription,
): LabelledImages {
  const imageName = imageFile.facts.name;
  const labelName = labelFile.facts.name;
  const dimensions = channels === 1 ? 3 : 4;
  const images = parseIdx(imageFile.content, { name: imageName, dimensions });
  const labels = parseIdx(labelFile.content, { name: labelName, dimensions: 1 });
  const [count, ...size] = images.shape;
  const expected = channels === 1 ? [height, width] : [height, width, channels];
  if (size.join() !== expected.join()) {
    const found = `images of ${size.join(' × ')}`;
    throw corrupt(`${imageName} has ${found} instead of ${expected.join(' × ')}`, imageName);
  }
  if (count !== labels.data.length) {
    throw corrupt(
      `${imageName} has ${count} images, but ${labelName} has ${labels.data.length} labels`,
      labelName,
    );
  }
  const last = classNames.length - 1;
  const wrong = labels.data.findIndex((label) => label > last);
  if (wrong >= 0) {
    const found = `${labels.data[wrong]} at image ${wrong} (byte ${8 + wrong})`;
    throw corrupt(`${labelName} has the label ${found} instead of 0 to ${last}`, labelName);
  }
  return { images: inSharedMemory(images.data), labels: inSharedMemory(labels.data) };
}

/** Where every thread that trains reads the same bytes, which lie in memory once. */
function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

function assertUnchanged({ facts }: ReadDatasetFile): void {
  if (facts.verified) return;
  throw corrupt(`${facts.name} is not what was imported: its SHA-256 differs`, facts.name);
}

function notProvided({ name }: DatasetDescription): LabError {
  return new LabError({
    code: 'dataset-missing',
    message: `${name} has not been provided`,
    hint: 'Start Atelier with: npm start',
  });
}

function corrupt(message: string, file: string): LabError {
  return new LabError({
    code: 'dataset-corrupt',
    message,
    hint: 'Delete the file and provision the data set again with npm start, or import it again',
    context: { file },
  });
}
