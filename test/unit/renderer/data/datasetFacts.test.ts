import { describe, expect, it } from 'vitest';
import {
  datasetFacts,
  distributionRows,
  samplesByClass,
  verification,
} from '../../../../src/renderer/components/data/datasetFacts.ts';
import { imageToRgba } from '../../../../src/renderer/components/data/imageToRgba.ts';
import type { DatasetSummary } from '../../../../src/shared/contract/dataset.ts';

const file = { name: 'images.gz', bytes: 10, sha256: 'ab', verified: true };
const summary: DatasetSummary = {
  id: 'fashion-mnist',
  name: 'Fashion-MNIST',
  classNames: ['Coat', 'Bag'],
  imageShape: [28, 28, 1],
  splits: [
    { split: 'train', count: 7, perClass: [4, 3] },
    { split: 'test', count: 3, perClass: [1, 2] },
  ],
  pixelMean: 0.2860406,
  pixelStd: 0.3530242,
  files: [file, file],
  datasetHash: 'cd',
};

describe('facts of a data set', () => {
  it('are said in a line', () => {
    expect(datasetFacts(summary).map(({ value }) => value)).toEqual([
      '10',
      '28 × 28, grey',
      '2',
      'mean 0.286, sd 0.353',
    ]);
  });

  it('say how many files are as published', () => {
    expect(verification(summary)).toEqual({ ok: true, text: 'all 2 verified' });
    expect(verification({ ...summary, files: [file, { ...file, verified: false }] })).toEqual({
      ok: false,
      text: '1 of 2 verified',
    });
  });

  it('count each class in every split', () => {
    expect(distributionRows(summary.classNames, summary.splits)).toEqual([
      { name: 'Coat', counts: [4, 1] },
      { name: 'Bag', counts: [3, 2] },
    ]);
  });
});

describe('samples', () => {
  it('are put by class', () => {
    const at = (index: number, label: number) => ({ index, label, pixels: new Uint8Array(1) });
    const rows = samplesByClass([at(5, 1), at(6, 0), at(7, 1)], 3);
    expect(rows.map((row) => row.map(({ index }) => index))).toEqual([[6], [5, 7], []]);
  });

  it('become opaque, grey or in colour', () => {
    expect([...imageToRgba(new Uint8Array([0, 128]), 2)]).toEqual([
      0, 0, 0, 255, 128, 128, 128, 255,
    ]);
    expect([...imageToRgba(new Uint8Array([9, 8, 7]), 1)]).toEqual([9, 8, 7, 255]);
  });
});
