import { describe, expect, it } from 'vitest';
import type { SplitName } from '../../../../src/shared/dataset/datasetDescription.ts';
import { pickSamples } from '../../../../src/shared/dataset/pickSamples.ts';
import { tinyDataset } from '../../../helpers/tinyDataset.ts';

const dataset = tinyDataset(1000, 200);

const indicesOf = (split: SplitName, seed: number): number[] =>
  pickSamples(dataset, { split, perClass: 20, seed }).images.map(({ index }) => index);

describe('pickSamples', () => {
  it('gives four images of every class with their pixels, as the study shows', () => {
    const { split, imageShape, images } = pickSamples(dataset, {
      split: 'test',
      perClass: 4,
      seed: 1,
    });
    expect({ split, imageShape, count: images.length }).toEqual({
      split: 'test',
      imageShape: [28, 28, 1],
      count: 40,
    });
    images.forEach(({ index, label, pixels }, place) => {
      expect(label).toBe(Math.floor(place / 4));
      expect(label).toBe(index % 10);
      expect(pixels).toEqual(new Uint8Array(784).fill(10 * label));
    });
  });

  it('gives copies, whose buffers hold nothing else', () => {
    const { images } = pickSamples(dataset, { split: 'train', perClass: 1, seed: 1 });
    expect(images.every(({ pixels }) => pixels.buffer.byteLength === 784)).toBe(true);
  });

  it('takes training and validation images from parts that do not meet', () => {
    const train = new Set(indicesOf('train', 3));
    expect(indicesOf('validation', 3).some((index) => train.has(index))).toBe(false);
  });

  it('decides by the seed alone', () => {
    expect(indicesOf('train', 3)).toEqual(indicesOf('train', 3));
    expect(indicesOf('train', 3)).not.toEqual(indicesOf('train', 4));
  });

  it('gives fewer where a class has fewer', () => {
    const { images } = pickSamples(tinyDataset(50, 20), { split: 'test', perClass: 9, seed: 1 });
    expect(images).toHaveLength(20);
  });
});
