import type { TimeParts } from '../cost/modelTime.ts';

/** A range of durations, seconds. */
export interface SecondsRange {
  readonly low: number;
  readonly high: number;
}

/** What a run was estimated to take, when it started. */
export interface RunEstimate {
  /** The machine that it was estimated for. */
  readonly machine: string;
  /** The kind of network, whose earlier runs corrected the estimate. */
  readonly family: string;
  /** What the calibration alone says. */
  readonly modelledSeconds: number;
  /** The same part by part; null of versions that did not keep it. */
  readonly modelled: TimeParts | null;
  /** The range that was shown. */
  readonly seconds: SecondsRange;
}

/** What a run was predicted to take and what it took. */
export interface RunCost {
  /** It was trained although it was predicted not to fit into memory. */
  readonly forced: boolean;
  /** Null before it started. */
  readonly predictedPeakBytes: number | null;
  /** The trainer's highest resident memory during the run; null before its end. */
  readonly peakBytes: number | null;
  /** Null where the machine was not calibrated. */
  readonly estimate: RunEstimate | null;
}

/** The cost of a run that has not begun. */
export const NO_COST: RunCost = {
  forced: false,
  predictedPeakBytes: null,
  peakBytes: null,
  estimate: null,
};
