import type { SecondsRange } from '../model/runCost.ts';
import { inspectArchitecture } from '../spec/architecture.ts';
import type { ExecutionPlan } from '../spec/execution/planExecution.ts';
import type { MachineRates } from './calibration.ts';
import { correctionsFor, type Correction, type PaceRatio } from './corrections.ts';
import { costStages } from './costStages.ts';
import type { DataShape } from './dataShape.ts';
import { modelTime, type TimeParts } from './modelTime.ts';
import { expectedEngine, type MemorySpec } from './peakMemory.ts';
import { workFamily } from './work.ts';

/** What a run is estimated to take on a machine. */
export interface TimeEstimate {
  readonly perStep: SecondsRange;
  /** Training and validation. */
  readonly perEpoch: SecondsRange;
  /** All epochs, the evaluation, and overhead. */
  readonly total: SecondsRange;
  /** What the calibration alone says. */
  readonly modelled: TimeParts;
  /** What the calibration alone says of the whole. */
  readonly modelledSeconds: number;
  /** Runs of this kind correct the estimates of others of it. */
  readonly family: string;
  /** How many earlier runs corrected it. */
  readonly corrections: number;
}

/** What is known of the machine that a run is estimated for. */
export interface TimeKnowledge {
  readonly rates: MachineRates;
  /** How earlier runs compared with what the calibration alone said, newest first. */
  readonly ratios: readonly PaceRatio[];
}

/**
 * Estimates how long a run takes on a calibrated machine.
 *
 * @param spec one whose layers fit together
 * @param plan how it is carried out, as `planExecution` says
 */
export function estimateTime(
  spec: MemorySpec,
  data: DataShape,
  { rates, ratios }: TimeKnowledge,
  plan: ExecutionPlan,
): TimeEstimate {
  const engine = expectedEngine(spec);
  const { step, ...modelled } = modelTime(spec, data, rates, { ...plan, engine });
  const { epochs } = spec.training;
  const family = `${familyOf(spec, data)}, ${engine}`;
  const by = correctionsFor(family, ratios);
  const total = (bound: keyof SecondsRange): number =>
    modelled.overhead * by.overhead[bound] +
    epochs * modelled.epoch * by.epoch[bound] +
    modelled.test * by.test[bound];
  return {
    perStep: range(step, by.epoch),
    perEpoch: range(modelled.epoch, by.epoch),
    total: { low: total('low'), high: total('high') },
    modelled,
    modelledSeconds: modelled.overhead + epochs * modelled.epoch + modelled.test,
    family,
    corrections: by.epoch.runs,
  };
}

function familyOf({ architecture }: MemorySpec, { imageShape, classes }: DataShape): string {
  const { layers } = inspectArchitecture(architecture, imageShape, classes);
  return workFamily(costStages(architecture.layers, layers));
}

function range(seconds: number, { low, high }: Correction): SecondsRange {
  return { low: seconds * low, high: seconds * high };
}
