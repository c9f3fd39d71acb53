import { describe, expect, it } from 'vitest';
import type { ImageFilter } from '../../../../src/shared/contract/runDepth.ts';
import { pickPredicted } from '../../../../src/shared/dataset/pickPredicted.ts';
import { tinyDataset } from '../../../helpers/tinyDataset.ts';

const dataset = tinyDataset(10, 40);
// Images 3, 13, 23 and 33 are of class 3; 4 and 14 of class 4.
const predictions = {
  indices: Uint32Array.from([3, 4, 13, 14, 23, 33]),
  classes: Uint8Array.from([3, 3, 4, 4, 4, 4]),
  confidences: Float32Array.from([0.5, 0.75, 0.25, 0.875, 0.5, 0.25]),
};
const all: ImageFilter = { wrongOnly: false, sort: 'confidence', limit: 24, offset: 0 };
const pick = (filter: Partial<ImageFilter>) =>
  pickPredicted(dataset, predictions, { ...all, ...filter });
const places = (filter: Partial<ImageFilter>) => pick(filter).images.map(({ index }) => index);

describe('pickPredicted', () => {
  it('puts the surest first, and the file’s order where two are equally sure', () => {
    expect(places({})).toEqual([14, 4, 3, 23, 13, 33]);
  });

  it('finds the images of one cell with label, prediction, confidence and pixels', () => {
    const { total, images } = pick({ trueClass: 3, predictedClass: 4 });
    expect([total, images.map(({ index }) => index)]).toEqual([3, [23, 13, 33]]);
    expect(images[0]).toMatchObject({ label: 3, predicted: 4, confidence: 0.5 });
    expect(images[0]?.pixels).toEqual(new Uint8Array(784).fill(30));
  });

  it('finds mistakes only, a page at a time, and says how many there are', () => {
    expect(places({ wrongOnly: true })).toEqual([4, 23, 13, 33]);
    expect(places({ wrongOnly: true, offset: 1, limit: 2 })).toEqual([23, 13]);
    expect(pick({ wrongOnly: true, offset: 9 })).toMatchObject({ total: 4, images: [] });
  });
});
