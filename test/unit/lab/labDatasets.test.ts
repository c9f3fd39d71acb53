import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLabDatasets } from '../../../src/lab/labDatasets.ts';
import { labPaths } from '../../../src/lab/labPaths.ts';
import { IMPORTED, SMALL_DATASET } from '../../helpers/smallDataset.ts';

const home = path.resolve('/lab');

function datasets(removedAt: string | null = null) {
  return createLabDatasets({
    store: {
      importedDatasets: () => [{ ...IMPORTED, removedAt }],
      datasetUse: (id) => ({ runs: id === SMALL_DATASET.id ? 4 : 0, open: 0 }),
    },
    paths: labPaths(home),
    fashionMnistDir: '/data',
  });
}

const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

describe('the data sets of a lab', () => {
  it('are the built-in one and the imported ones, each with its folder', () => {
    const lab = datasets();
    expect(ids(lab.available())).toEqual(['fashion-mnist', 'shapes']);
    expect(lab.locate('fashion-mnist').directory).toBe('/data');
    expect(lab.locate('shapes')).toEqual({
      description: SMALL_DATASET,
      directory: path.join(home, 'datasets', 'shapes'),
    });
    expect(lab.entries().map(({ runs, imported }) => [runs, imported?.source.kind])).toEqual([
      [0, undefined],
      [4, 'folder'],
    ]);
  });

  it('says which one was removed, and which there never was', () => {
    const lab = datasets('2026-02-03T00:00:00.000Z');
    expect(ids(lab.available())).toEqual(['fashion-mnist']);
    expect(ids(lab.known())).toEqual(['fashion-mnist', 'shapes']);
    expect(lab.entries()[1]?.available).toBe(false);
    expect(() => lab.locate('shapes')).toThrow('The images of Shapes were removed from the lab');
    expect(() => lab.locate('forms')).toThrow('There is no data set "forms"');
  });
});
