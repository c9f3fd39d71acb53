import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { parseIdx } from '../../shared/dataset/idx.ts';
import type { LabelledImages, LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { LabError } from '../../shared/errors.ts';
import { readDatasetFile, type ReadDatasetFile } from './readDatasetFile.ts';
import { sha256 } from './sha256.ts';

/**
 * Loads Fashion-MNIST from a folder with its four IDX files, compressed or plain, and checks them:
 * form, image size, labels 0–9, as many labels as images. Reading, decompressing and hashing happen
 * off the calling thread.
 *
 * Files other than the published ones load too, and are said to be unverified.
 *
 * @param directory the folder with the files
 * @throws LabError `dataset-missing` or `dataset-corrupt`, naming the file and what is wrong with it
 */
export async function loadFashionMnist(directory: string): Promise<LoadedDataset> {
  const { trainImages, trainLabels, testImages, testLabels } = FASHION_MNIST.files;
  const read = await Promise.all(
    [trainImages, trainLabels, testImages, testLabels].map((file) =>
      readDatasetFile(directory, file),
    ),
  );
  const [images, labels, heldOutImages, heldOutLabels] = read as [
    ReadDatasetFile,
    ReadDatasetFile,
    ReadDatasetFile,
    ReadDatasetFile,
  ];
  return {
    train: decode(images, labels),
    test: decode(heldOutImages, heldOutLabels),
    files: read.map(({ facts }) => facts),
    datasetHash: await sha256(
      new TextEncoder().encode(read.map((file) => file.contentSha256).join('\n')),
    ),
  };
}

function decode(imageFile: ReadDatasetFile, labelFile: ReadDatasetFile): LabelledImages {
  const imageName = imageFile.facts.name;
  const labelName = labelFile.facts.name;
  const images = parseIdx(imageFile.content, { name: imageName, dimensions: 3 });
  const labels = parseIdx(labelFile.content, { name: labelName, dimensions: 1 });
  const [count, ...size] = images.shape;
  const [height, width] = FASHION_MNIST.imageShape;
  if (size[0] !== height || size[1] !== width) {
    const found = `images of ${size.join(' × ')}`;
    throw corrupt(`${imageName} has ${found} instead of ${height} × ${width}`, imageName);
  }
  if (count !== labels.data.length) {
    throw corrupt(
      `${imageName} has ${count} images, but ${labelName} has ${labels.data.length} labels`,
      labelName,
    );
  }
  const last = FASHION_MNIST.classNames.length - 1;
  const wrong = labels.data.findIndex((label) => label > last);
  if (wrong >= 0) {
    const found = `${labels.data[wrong]} at image ${wrong} (byte ${8 + wrong})`;
    throw corrupt(`${labelName} has the label ${found} instead of 0 to ${last}`, labelName);
  }
  return { images: images.data, labels: labels.data };
}

function corrupt(message: string, file: string): LabError {
  return new LabError({
    code: 'dataset-corrupt',
    message,
    hint: 'Delete the file and provision the data set again with: npm start',
    context: { file },
  });
}
