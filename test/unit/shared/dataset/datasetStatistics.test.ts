import { describe, expect, it } from 'vitest';
import { datasetStatistics } from '../../../../src/shared/dataset/datasetStatistics.ts';
import { findDuplicates } from '../../../../src/shared/dataset/findDuplicates.ts';
import { tinyDataset } from '../../../helpers/tinyDataset.ts';

describe('datasetStatistics', () => {
  it('measures each split', () => {
    const { pixels } = datasetStatistics(tinyDataset(50, 20));
    const test = pixels.find(({ split }) => split === 'test');
    // Each class's images are of the grey 10 × its label.
    expect(pixels.map(({ split }) => split)).toEqual(['train', 'validation', 'test']);
    expect(test?.mean).toBeCloseTo(45 / 255, 12);
    expect(test?.std).toBeCloseTo(Math.sqrt(825) / 255, 12);
    expect([test?.min, test?.max, test?.zeroShare]).toEqual([0, 90 / 255, 0.1]);
  });

  it('has the mean image of each class', () => {
    const { means } = datasetStatistics(tinyDataset(50, 20));
    expect(means).toHaveLength(10);
    expect(means.map((image) => [image.length, image[0], image.at(-1)])).toEqual(
      Array.from({ length: 10 }, (_, label) => [784, 10 * label, 10 * label]),
    );
  });
});

describe('findDuplicates', () => {
  const train = {
    images: Uint8Array.of(1, 2, 3, 4, 1, 2, 5, 6, 1, 2),
    labels: Uint8Array.of(0, 1, 0, 1, 1),
  };
  const test = { images: Uint8Array.of(9, 9, 5, 6, 3, 4), labels: Uint8Array.of(0, 1, 0) };

  it('finds test images among the training images, with both labels', () => {
    const { total, otherLabel, pairs } = findDuplicates(train, test, 2);
    expect([total, otherLabel]).toEqual([2, 1]);
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [
        { index: 3, label: 1 },
        { index: 1, label: 1 },
      ],
      [
        { index: 1, label: 1 },
        { index: 2, label: 0 },
      ],
    ]);
  });

  it('finds training images that came before', () => {
    const { total, otherLabel, pairs } = findDuplicates(train, null, 2);
    expect([total, otherLabel]).toEqual([2, 1]);
    expect(pairs.map(({ first, second }) => [first.index, second.index])).toEqual([
      [0, 2],
      [0, 4],
    ]);
    expect([...(pairs[0]?.pixels ?? [])]).toEqual([1, 2]);
  });
});
