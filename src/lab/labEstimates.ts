import os from 'node:os';
import {
  processorSignature,
  type Calibration,
  type MeasuredCalibration,
} from '../shared/cost/calibration.ts';
import { dataShapeOf } from '../shared/cost/dataShape.ts';
import { findDataset } from '../shared/dataset/datasetDescription.ts';
import { estimateTime } from '../shared/cost/estimateTime.ts';
import type { PaceRatio } from '../shared/cost/corrections.ts';
import type { Store, StoreReader } from '../store/store.ts';
import type { LabDatasets } from './labDatasets.ts';

/** What times on this machine are estimated from. */
export interface TimeBasis {
  /** Null before the machine was calibrated. */
  readonly calibration: Calibration | null;
  readonly ratios: readonly PaceRatio[];
}

/** What runs on this machine will take, learnt from a calibration and from the runs before. */
export interface LabEstimates {
  basis(): TimeBasis;
  /** Measures the machine anew. @throws LabError `illegal-state` while something trains */
  calibrate(): Promise<Calibration>;
  /** Keeps with a run what it is estimated to take; nothing where the machine is not calibrated. */
  note(runId: string): void;
}

/** What {@link createLabEstimates} works with. */
export interface LabEstimatesOptions {
  readonly store: Store;
  readonly datasets: Pick<LabDatasets, 'available'>;
  readonly measure: () => Promise<MeasuredCalibration>;
  readonly now?: () => Date;
}

/** What a lab knows of the speed of the machine that this process runs on. */
export function timeBasis(store: StoreReader): TimeBasis {
  const processor = processorSignature(os.cpus()[0]?.model ?? 'unknown', os.availableParallelism());
  const calibration = store.latestCalibration(processor);
  return { calibration, ratios: calibration === null ? [] : store.paceRatios(calibration.machine) };
}

/** Makes the estimates of a lab. */
export function createLabEstimates({
  store,
  datasets,
  measure,
  now = () => new Date(),
}: LabEstimatesOptions): LabEstimates {
  return {
    basis: () => timeBasis(store),
    calibrate: async () => {
      const measured = await measure();
      const calibration = { ...measured, measuredAt: now().toISOString() };
      store.saveCalibration(calibration);
      return calibration;
    },
    note: (runId) => {
      const { calibration, ratios } = timeBasis(store);
      if (calibration === null) return;
      const { spec } = store.getRun(runId);
      const description = findDataset(datasets.available(), spec.dataset.id);
      // Its data set is gone: it will say so itself when its turn comes.
      if (description === undefined) return;
      const data = dataShapeOf(spec, description);
      const estimate = estimateTime(spec, data, calibration.rates, ratios);
      const { family, modelledSeconds, total: seconds } = estimate;
      store.saveEstimate(runId, { machine: calibration.machine, family, modelledSeconds, seconds });
    },
  };
}
