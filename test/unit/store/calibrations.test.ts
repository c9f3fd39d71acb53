import { expect, it } from 'vitest';
import { sampleMachineRates, sampleSpec, wholeRun } from './samples.ts';
import { temporaryStore } from './temporaryStore.ts';

const machine = 'Some CPU; 2 cores; libtensorflow 2.18.1';

it('keeps the newest calibration of a machine, and how its runs compared', () => {
  const store = temporaryStore();
  expect(store.latestCalibration('Some CPU; 2 cores; ')).toBe(null);
  const first = { machine, measuredAt: '2026-01-01T00:00:00.000Z', rates: sampleMachineRates() };
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
    modelled: { overhead: 3, epoch: 0.5, test: 0.25 },
    seconds: { low: 4, high: 7 },
  };
  store.saveEstimate(id, estimate);
  expect(store.getRun(id).cost.estimate).toEqual(estimate);
  expect(store.paceRatios(machine)).toEqual([]);
  for (const event of wholeRun(id)) store.record(event);
  // It took 2.5 s: two epochs of 0.25, a test of 0.125, and the rest.
  const ratio = { family: 'dense, native', overhead: 0.625, epoch: 0.5, test: 0.5 };
  expect(store.paceRatios(machine)).toEqual([ratio]);
  expect(store.paceRatios('another')).toEqual([]);
});

it('learns nothing from runs whose parts nobody modelled, and puts the newest first', () => {
  const store = temporaryStore();
  const modelled = (epoch: number) => ({ overhead: 1, epoch, test: 1 });
  for (const parts of [modelled(0.5), modelled(0.25), null]) {
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const seconds = { low: 1, high: 2 };
    store.saveEstimate(id, {
      machine,
      family: 'dense',
      modelledSeconds: 5,
      modelled: parts,
      seconds,
    });
    for (const event of wholeRun(id)) store.record(event);
  }
  expect(store.paceRatios(machine).map(({ epoch }) => epoch)).toEqual([1, 0.5]);
});

it('does not understand rates of an older version: the machine is to be measured again', () => {
  const store = temporaryStore();
  const rates = sampleMachineRates().everyThread as never;
  store.saveCalibration({ machine, measuredAt: '2026-01-01T00:00:00.000Z', rates });
  expect(store.latestCalibration('Some CPU; 2 cores; ')).toBe(null);
});
