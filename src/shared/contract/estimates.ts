import type { Calibration } from '../cost/calibration.ts';
import type { PaceRatio } from '../cost/corrections.ts';

/** What estimates of a run's cost on this machine rest on. */
export interface EstimateBasis {
  /** The machine's memory, or the part of it that the trainer may use. */
  readonly memoryBytes: number;
  /** Threads that the machine runs at once. */
  readonly cores: number;
  /** How fast the machine works; null before it was measured. */
  readonly calibration: Calibration | null;
  /** How completed runs compared with what the calibration alone had said, newest first. */
  readonly ratios: readonly PaceRatio[];
}
