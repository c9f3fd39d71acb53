import { expect, it } from 'vitest';
import { sampleRates, sampleSpec, wholeRun } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

const machine = 'Some CPU; 2 cores; libtensorflow 2.18.1';

it('keeps the newest calibration of a machine, and how its runs compared', () => {
  const store = temporaryStore();
  expect(store.latestCalibration('Some CPU; 2 cores; ')).toBe(null);
  const first = { machine, measuredAt: '2026-01-01T00:00:00.000Z', rates: sampleRates() };
  const second = { ...first, measuredAt: '2026-01-02T00:00:00.000Z' };
  store.saveCalibration(first);
  store.saveCalibration(second);
  expect(store.latestCalibration('Some CPU; 2 cores; ')).toEqual(second);
  expect(store.latestCalibration('Some CPU; 22 cores; ')).toBe(null);

  const { id } = store.enqueueRun({ spec: sampleSpec() });
  const estimate = {
    machine,
    family: 'dense, native',
    modelledSeconds: 5,
    seconds: { low: 4, high: 7 },
  };
  store.saveEstimate(id, estimate);
  expect(store.getRun(id).cost.estimate).toEqual(estimate);
  expect(store.paceRatios(machine)).toEqual([]);
  for (const event of wholeRun(id)) store.record(event);
  // It took 2.5 s.
  expect(store.paceRatios(machine)).toEqual([{ family: 'dense, native', ratio: 0.5 }]);
  expect(store.paceRatios('another')).toEqual([]);
});
