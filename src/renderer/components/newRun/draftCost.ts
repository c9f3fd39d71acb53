import type { EstimateBasis } from '../../../shared/contract/estimates.ts';
import { dataShapeOf, type WholeData } from '../../../shared/cost/dataShape.ts';
import { estimateTime, type TimeEstimate } from '../../../shared/cost/estimateTime.ts';
import { predictPeakMemory, type MemoryPrediction } from '../../../shared/cost/peakMemory.ts';
import { mostWorkers, planExecution } from '../../../shared/spec/execution/planExecution.ts';
import type { ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';

/** What a draft's run will need of this machine's memory. */
export interface DraftMemory {
  readonly prediction: MemoryPrediction;
  /** It is predicted not to fit; the trainer then wants to be told to try. */
  readonly tooLarge: boolean;
}

/**
 * @param dataset what the draft is trained on
 * @returns null while the draft has problems
 */
export function draftMemory(
  spec: ExperimentSpec | null,
  dataset: WholeData,
  basis: EstimateBasis | null,
): DraftMemory | null {
  if (spec === null) return null;
  const workers = mostWorkers(planExecution(spec, basis?.cores ?? 1, null));
  const prediction = predictPeakMemory(spec, dataShapeOf(spec, dataset), { workers });
  return { prediction, tooLarge: basis !== null && prediction.bytes > basis.memoryBytes };
}

/**
 * What a draft's run will take of this machine's time.
 *
 * @returns null while the draft has problems or the machine is not calibrated
 */
export function draftTime(
  spec: ExperimentSpec | null,
  dataset: WholeData,
  basis: EstimateBasis | null,
): TimeEstimate | null {
  if (spec === null || basis?.calibration == null) return null;
  const { calibration, ratios, cores } = basis;
  const known = { rates: calibration.rates, ratios };
  return estimateTime(spec, dataShapeOf(spec, dataset), known, planExecution(spec, cores, null));
}
