import { describe, expect, it } from 'vitest';
import { runDepthHandlers } from '../../../src/main/ipc/runDepthHandlers.ts';
import { tinyDataset } from '../../helpers/tinyDataset.ts';
import { aDetail } from '../renderer/runFixtures.ts';

const RUN = { runId: '01JDXZ3V4Q7M2N8P5R6S9T0VWX' };
const SAID = {
  indices: Uint32Array.from([0, 1, 2]),
  classes: Uint8Array.from([0, 1, 3]),
  confidences: Float32Array.from([1, 1, 1]),
};

function handlers(part: { said?: typeof SAID | null; datasetHash?: string } = {}) {
  const { said = SAID, datasetHash = 'ff' } = part;
  const store = {
    stepMetrics: () => [
      {
        epoch: 1,
        step: 5,
        loss: 1,
        accuracy: 0.5,
        learningRate: 0.01,
        samplesPerSecond: 100,
        memoryBytes: 1e9,
      },
      {
        epoch: 2,
        step: 3,
        loss: 0.5,
        accuracy: 0.75,
        learningRate: null,
        samplesPerSecond: 90,
        memoryBytes: 2e9,
      },
    ],
    predictions: () => said,
    getRun: () => aDetail({ datasetHash }),
  };
  return runDepthHandlers(
    () => Promise.resolve(store),
    () => Promise.resolve(tinyDataset(10, 10)),
  );
}

describe('runDepthHandlers', () => {
  it('answers the steps by column', async () => {
    expect(await handlers()['runs:steps'](RUN)).toEqual({
      epoch: Uint32Array.of(1, 2),
      step: Uint32Array.of(5, 3),
      loss: Float64Array.of(1, 0.5),
      accuracy: Float64Array.of(0.5, 0.75),
      learningRate: Float64Array.of(0.01, Number.NaN),
      samplesPerSecond: Float64Array.of(100, 90),
      memoryBytes: Float64Array.of(1e9, 2e9),
    });
  });

  it('judges confidence against the labels', async () => {
    const { ece, count } = await handlers()['runs:calibration'](RUN);
    expect(count).toBe(3);
    expect(ece).toBeCloseTo(1 / 3, 12);
  });

  it('refuses images of another data set, and runs without predictions', async () => {
    await expect(handlers({ datasetHash: 'other' })['runs:calibration'](RUN)).rejects.toMatchObject(
      { code: 'dataset-corrupt' },
    );
    const filter = { wrongOnly: false, sort: 'confidence', limit: 24, offset: 0 } as const;
    await expect(handlers({ said: null })['runs:images']({ ...RUN, filter })).rejects.toMatchObject(
      { code: 'not-found' },
    );
  });
});
