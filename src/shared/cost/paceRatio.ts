import type { PaceRatio } from './corrections.ts';
import type { TimeParts } from './modelTime.ts';

/** What a completed run took, as its record has it; seconds. */
export interface TimeTaken {
  /** In all, pauses left out. */
  readonly seconds: number;
  readonly epochs: number;
  /** All epochs, training and validation. */
  readonly epochSeconds: number;
  readonly firstEpochSeconds: number;
  /** Null where it was not evaluated. */
  readonly testSeconds: number | null;
}

/** What the first steps of a process take beyond others: constants, workspaces, oneDNN's own compiling. */
const WARM_UP = { seconds: 0.2, most: 0.3 };

/**
 * Takes a run's time apart: an epoch as those after the first were, the test pass, and all the rest as
 * overhead. So a short run, which is mostly overhead, says as much of an epoch's pace as a long one.
 */
export function timeParts(took: TimeTaken): TimeParts {
  const { seconds, epochs, epochSeconds, firstEpochSeconds: first } = took;
  const warmUp = Math.min(WARM_UP.seconds, WARM_UP.most * first);
  const epoch = epochs > 1 ? (epochSeconds - first) / (epochs - 1) : first - warmUp;
  const test = took.testSeconds ?? 0;
  return { overhead: Math.max(0, seconds - epochs * epoch - test), epoch, test };
}

/** How a run compared with what the calibration alone had said of it. */
export function paceRatio(family: string, modelled: TimeParts, took: TimeTaken): PaceRatio {
  const parts = timeParts(took);
  const ratio = (part: keyof TimeParts): number | null =>
    modelled[part] > 0 ? parts[part] / modelled[part] : null;
  return {
    family,
    overhead: ratio('overhead'),
    epoch: ratio('epoch'),
    test: took.testSeconds === null ? null : ratio('test'),
  };
}
