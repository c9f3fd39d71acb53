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
import type { RunEstimate } from '../shared/model/runCost.ts';
import type { ExecutionPlan } from '../shared/spec/execution/planExecution.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { Store, StoreReader } from '../store/store.ts';
import type { LabDatasets } from './labDatasets.ts';
import { planRun } from './planRun.ts';

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
  /** Once it is completed: had its number of workers been known before, this would have been modelled. */
  settle(runId: string): void;
}

/** What {@link createLabEstimates} works with. */
export interface LabEstimatesOptions {
  readonly store: Store;
  readonly datasets: Pick<LabDatasets, 'available'>;
  /** Measures a trainer with so many threads within an operation; null for TensorFlow's own number. */
  readonly measure: (threads: number | null) => Promise<MeasuredCalibration>;
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
  const measureAll = async (): Promise<Calibration> => {
    const { rates: oneThread } = await measure(1);
    // Last, so that the process is there for what is trained next.
    const { machine, rates: everyThread } = await measure(null);
    const rates = { everyThread, oneThread };
    const calibration = { machine, rates, measuredAt: now().toISOString() };
    store.saveCalibration(calibration);
    return calibration;
  };
  const estimateOf = (spec: ExperimentSpec, plan: ExecutionPlan): RunEstimate | null => {
    const { calibration, ratios } = timeBasis(store);
    const description = findDataset(datasets.available(), spec.dataset.id);
    // Where its data set is gone it will say so itself when its turn comes.
    if (calibration === null || description === undefined) return null;
    const { machine, rates } = calibration;
    const data = dataShapeOf(spec, description);
    const { total, ...estimate } = estimateTime(spec, data, { rates, ratios }, plan);
    const { family, modelledSeconds, modelled } = estimate;
    return { machine, family, modelledSeconds, modelled, seconds: total };
  };
  let measuring: Promise<Calibration> | null = null;
  return {
    basis: () => timeBasis(store),
    calibrate: () => {
      measuring ??= measureAll().finally(() => (measuring = null));
      return measuring;
    },
    note: (runId) => {
      const { spec } = store.getRun(runId);
      const estimate = estimateOf(spec, planRun(spec, store));
      if (estimate !== null) store.saveEstimate(runId, estimate);
    },
    settle: (runId) => {
      const { spec, cost, environment } = store.getRun(runId);
      const { workers, trial } = environment?.execution ?? {};
      if (!trial || workers === undefined || !cost.estimate?.modelled) return;
      const { threads } = planRun(spec, store);
      const modelled = estimateOf(spec, { workers, threads })?.modelled;
      if (!modelled) return;
      // The trial was part of it all the same.
      const { overhead } = cost.estimate.modelled;
      store.saveEstimate(runId, { ...cost.estimate, modelled: { ...modelled, overhead } });
    },
  };
}
