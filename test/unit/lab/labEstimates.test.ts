import os from 'node:os';
import { expect, it } from 'vitest';
import { createLabEstimates } from '../../../src/lab/labEstimates.ts';
import { machineSignature } from '../../../src/shared/cost/calibration.ts';
import { dataShapeOf } from '../../../src/shared/cost/dataShape.ts';
import { estimateTime } from '../../../src/shared/cost/estimateTime.ts';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { findPreset } from '../../../src/shared/spec/presets/index.ts';
import { envelopes, sampleRates, STARTED, wholeRun } from '../store/samples.ts';
import { steppingClock, temporaryStore } from '../store/temporaryStore.ts';

const MACHINE = machineSignature(os.cpus()[0]?.model ?? 'unknown', os.availableParallelism(), '2');

const setUp = () => {
  const store = temporaryStore();
  const measured: (number | null)[] = [];
  const measure = async (threads: number | null) => {
    measured.push(threads);
    const weight = 1e-9 * (threads ?? 7);
    await Promise.resolve();
    return { machine: MACHINE, rates: { ...sampleRates(), weight } };
  };
  const datasets = { available: () => BUILT_IN_DATASETS };
  const estimates = createLabEstimates({ store, datasets, measure, now: steppingClock() });
  return { store, estimates, measured };
};

it('measures with one thread and with every, once for all who ask', async () => {
  const { estimates, measured } = setUp();
  const [one, other] = await Promise.all([estimates.calibrate(), estimates.calibrate()]);
  expect(other).toBe(one);
  expect(measured).toEqual([1, null]);
  expect(one.rates.oneThread.weight).toBe(1e-9);
  expect(one.rates.everyThread.weight).toBeCloseTo(7e-9);
  expect(await estimates.calibrate()).not.toBe(one);
});

it('can be asked again after a calibration that failed', async () => {
  const { store } = setUp();
  let fails = true;
  const estimates = createLabEstimates({
    store,
    datasets: { available: () => BUILT_IN_DATASETS },
    measure: async () => {
      await Promise.resolve();
      if (fails) throw new Error('gone');
      return { machine: 'any', rates: sampleRates() };
    },
  });
  await expect(estimates.calibrate()).rejects.toThrow('gone');
  fails = false;
  expect((await estimates.calibrate()).machine).toBe('any');
});

it('models a run once more when its trial has chosen, and leaves what was shown', async () => {
  const { store, estimates } = setUp();
  const { rates } = await estimates.calibrate();
  const { spec } = findPreset('rnn')!;
  const { id } = store.enqueueRun({ spec });
  estimates.note(id);
  const shown = store.getRun(id).cost.estimate!;
  const execution = {
    computeType: 'float32' as const,
    workers: 2,
    trial: { key: 'this', candidates: [] },
  };
  const [started, ...rest] = wholeRun(id).map(({ event }) => event);
  const environment = { ...STARTED.environment, execution };
  for (const event of envelopes(id, [{ ...STARTED, ...started, environment } as never, ...rest])) {
    store.record(event);
  }
  estimates.settle(id);
  const settled = store.getRun(id).cost.estimate!;
  expect(settled.seconds).toEqual(shown.seconds);
  expect(settled.modelled?.overhead).toBe(shown.modelled?.overhead);
  const plan = { workers: 2, threads: 1 };
  const data = dataShapeOf(spec, FASHION_MNIST);
  const { modelled } = estimateTime(spec, data, { rates, ratios: [] }, plan);
  expect(settled.modelled?.epoch).toBeCloseTo(modelled.epoch);
  expect(settled.modelled?.test).toBeCloseTo(modelled.test);
});
