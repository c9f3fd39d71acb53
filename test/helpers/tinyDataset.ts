import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import type { LabelledImages, LoadedDataset } from '../../src/shared/dataset/labelledImages.ts';

const PIXELS = 28 * 28;

/** A data set in Fashion-MNIST's form whose images of class c are all of the grey value 10 × c. */
export function tinyDataset(trainCount: number, testCount: number): LoadedDataset {
  return {
    description: FASHION_MNIST,
    train: greyImages(trainCount),
    test: greyImages(testCount),
    files: [{ name: 'tiny.gz', bytes: 3, sha256: '00', verified: false }],
    datasetHash: 'ff',
  };
}

function greyImages(count: number): LabelledImages {
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  const images = new Uint8Array(count * PIXELS);
  labels.forEach((label, index) => {
    images.fill(10 * label, index * PIXELS, (index + 1) * PIXELS);
  });
  return { images, labels };
}
