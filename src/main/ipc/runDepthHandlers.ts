import { datasetOfRun } from '../../lab/datasetOfRun.ts';
import type { Lab } from '../../lab/lab.ts';
import type { StepColumns } from '../../shared/contract/runDepth.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { pickPredicted, type StoredPredictions } from '../../shared/dataset/pickPredicted.ts';
import { LabError } from '../../shared/errors.ts';
import { calibrate } from '../../shared/stats/calibration.ts';
import type { Handlers } from './handlers.ts';

/** Channels that look into one run. */
export type RunDepthChannel = 'runs:steps' | 'runs:images' | 'runs:calibration';

type LabStore = Pick<Lab['store'], 'stepMetrics' | 'predictions' | 'getRun'>;

/**
 * Answers what the Run view asks beyond a run's record.
 *
 * @param dataset the data set, read when first needed
 */
export function runDepthHandlers(
  store: () => Promise<LabStore>,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
): Pick<Handlers, RunDepthChannel> {
  const evaluated = async (runId: string) => {
    const lab = await store();
    return { data: await datasetOfRun(lab, runId, dataset), said: predictionsOf(lab, runId) };
  };
  return {
    'runs:steps': async ({ runId }) => toColumns((await store()).stepMetrics(runId)),
    'runs:images': async ({ runId, filter }) => {
      const { data, said } = await evaluated(runId);
      return pickPredicted(data, said, filter);
    },
    'runs:calibration': async ({ runId }) => {
      const { data, said } = await evaluated(runId);
      const right = Array.from(said.indices, (index, place) => {
        return data.test.labels[index] === said.classes[place];
      });
      return calibrate(said.confidences, right);
    },
  };
}

function toColumns(steps: ReturnType<LabStore['stepMetrics']>): StepColumns {
  return {
    epoch: Uint32Array.from(steps, ({ epoch }) => epoch),
    step: Uint32Array.from(steps, ({ step }) => step),
    loss: Float64Array.from(steps, ({ loss }) => loss),
    accuracy: Float64Array.from(steps, ({ accuracy }) => accuracy),
    learningRate: Float64Array.from(steps, ({ learningRate }) => learningRate ?? Number.NaN),
    samplesPerSecond: Float64Array.from(steps, ({ samplesPerSecond }) => samplesPerSecond),
    memoryBytes: Float64Array.from(steps, ({ memoryBytes }) => memoryBytes),
  };
}

function predictionsOf(store: LabStore, runId: string): StoredPredictions {
  const predictions = store.predictions(runId);
  if (predictions) return predictions;
  throw new LabError({
    code: 'not-found',
    message: 'This run has not been evaluated on the test images',
    hint: 'Only a run that came to its end has predictions',
    context: { runId },
  });
}
