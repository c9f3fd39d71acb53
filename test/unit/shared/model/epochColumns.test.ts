import { expect, it } from 'vitest';
import { epochColumns } from '../../../../src/shared/model/epochColumns.ts';
import { epochMetrics } from '../../renderer/runFixtures.ts';

it('has every metric of every epoch, in their order', () => {
  const epochs = [
    epochMetrics(1, { loss: 0.5, seconds: 3 }),
    epochMetrics(2, { valAccuracy: 0.9 }),
  ];
  const columns = epochColumns(epochs);
  for (const key of Object.keys(columns) as (keyof typeof columns)[]) {
    expect([...columns[key]]).toEqual(epochs.map((epoch) => epoch[key]));
  }
  expect(Object.keys(columns).sort()).toEqual(Object.keys(epochMetrics(1)).sort());
});
