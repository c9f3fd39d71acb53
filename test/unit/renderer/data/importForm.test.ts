import { describe, expect, it } from 'vitest';
import { imageBox } from '../../../../src/renderer/components/data/imageBox.ts';
import {
  importRequest,
  NEW_IMPORT,
  type ImportForm,
} from '../../../../src/renderer/components/data/importForm.ts';
import { importRequestSchema } from '../../../../src/shared/contract/datasetImport.ts';

describe('importRequest', () => {
  it.each<[string, Partial<ImportForm>, object | null]>([
    ['nothing is chosen', {}, null],
    [
      'a folder is chosen',
      { paths: { folder: '/p' }, colour: 'rgb', fit: 'cover' },
      { kind: 'folder', folder: '/p', size: [28, 28], fit: 'cover', channels: 3 },
    ],
    ['the height is empty', { paths: { folder: '/p' }, height: Number.NaN }, null],
    ['only a test file is chosen', { kind: 'csv', paths: { test: '/t' } }, null],
    [
      'a training file is chosen',
      { kind: 'csv', paths: { train: '/a', folder: '/p' } },
      { kind: 'csv', train: '/a', test: null },
    ],
    ['labels are missing', { kind: 'idx', paths: { trainImages: '/i' } }, null],
    [
      'images and labels are chosen',
      { kind: 'idx', paths: { trainImages: '/i', trainLabels: '/l' } },
      { kind: 'idx', trainImages: '/i', trainLabels: '/l', testImages: null, testLabels: null },
    ],
  ])('when %s', (_when, part, expected) => {
    const request = importRequest({ ...NEW_IMPORT, ...part });
    expect(request).toEqual(expected);
    if (request) expect(importRequestSchema.safeParse(request).success).toBe(true);
  });
});

describe('imageBox', () => {
  it('draws small images in whole multiples and shrinks large ones', () => {
    expect(imageBox([28, 28, 1], 60)).toEqual({ width: '56px', height: '56px' });
    expect(imageBox([8, 6, 3], 60)).toEqual({ width: '42px', height: '56px' });
    expect(imageBox([256, 128, 3], 64)).toEqual({ width: '32px', height: '64px' });
  });
});
