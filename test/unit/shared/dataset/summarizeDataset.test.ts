import { describe, expect, it } from 'vitest';
import { pixelMoments, summarizeDataset } from '../../../../src/shared/dataset/summarizeDataset.ts';
import { tinyDataset } from '../../../helpers/tinyDataset.ts';

const ten = (count: number): number[] => new Array<number>(10).fill(count);

describe('summarizeDataset', () => {
  it('counts classes and splits and passes on what is known of the files', () => {
    const dataset = tinyDataset(100, 30);
    expect(summarizeDataset(dataset)).toMatchObject({
      id: 'fashion-mnist',
      splits: [
        { split: 'train', count: 80, perClass: ten(8) },
        { split: 'validation', count: 20, perClass: ten(2) },
        { split: 'test', count: 30, perClass: ten(3) },
      ],
      files: dataset.files,
      datasetHash: 'ff',
    });
  });
});

describe('pixelMoments', () => {
  it('gives mean and deviation of values scaled to 0–1', () => {
    expect(pixelMoments(Uint8Array.of(0, 255))).toEqual({ pixelMean: 0.5, pixelStd: 0.5 });
    expect(pixelMoments(Uint8Array.of(51, 51, 51))).toEqual({ pixelMean: 0.2, pixelStd: 0 });
  });
});
