import type { DatasetDescription } from '../../src/shared/dataset/datasetDescription.ts';
import type { ImportedDataset } from '../../src/shared/model/importedDataset.ts';

/** A data set of three classes of 8 × 6 RGB images, as if it had been imported. */
export const SMALL_DATASET: DatasetDescription = {
  id: 'shapes',
  name: 'Shapes',
  imageShape: [8, 6, 3],
  classNames: ['circle', 'square', 'triangle'],
  trainCount: 30,
  testCount: 6,
  files: {
    trainImages: { name: 'train-images.idx', contentSha256: '1'.repeat(64) },
    trainLabels: { name: 'train-labels.idx', contentSha256: '2'.repeat(64) },
    testImages: { name: 'test-images.idx', contentSha256: '3'.repeat(64) },
    testLabels: { name: 'test-labels.idx', contentSha256: '4'.repeat(64) },
  },
  datasetHash: 'a'.repeat(64),
};

/** The same with where it came from. */
export const IMPORTED: ImportedDataset = {
  description: SMALL_DATASET,
  source: { kind: 'folder', paths: ['/pictures/shapes'], notes: ['Resized to 8 × 6'] },
  createdAt: '2026-01-02T03:04:05.000Z',
  removedAt: null,
};
