import { expect, it } from 'vitest';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { missingData } from '../../../../src/shared/dataset/missingData.ts';

const other = { ...FASHION_MNIST, id: 'colours', name: 'Colours', datasetHash: 'c'.repeat(64) };
const lab = { available: [FASHION_MNIST], known: [FASHION_MNIST, other] };
const { datasetHash } = FASHION_MNIST;

it('says nothing of data that is there, or that a run never read', () => {
  expect(missingData(lab, { datasetId: 'fashion-mnist', datasetHash })).toBeNull();
  expect(missingData(lab, { datasetId: 'fashion-mnist', datasetHash: null })).toBeNull();
});

it('says what is missing: the set, its images, or the same images', () => {
  const say = (datasetId: string, hash = datasetHash) =>
    missingData(lab, { datasetId, datasetHash: hash });
  expect(say('birds')).toContain('Its data set “birds” is not in this lab');
  expect(say('colours', other.datasetHash)).toContain(
    'images of its data set, Colours, were removed',
  );
  expect(say('fashion-mnist', other.datasetHash)).toContain('other images than this lab’s Fashion');
});
