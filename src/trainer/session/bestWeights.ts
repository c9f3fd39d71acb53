import { bestEpoch } from '../../shared/training/epochChoice.ts';
import type { ActiveRun } from './activeRun.ts';

/** Keeps the weights of the best epoch beside those that are being trained. */
export interface BestWeights {
  /** Takes a copy if the epoch that has just ended is the best so far. */
  afterEpoch(): void;
  /**
   * Puts the best epoch's weights back.
   *
   * @returns the epoch, counted from 1; null when none were kept
   */
  restore(): number | null;
}

/** Prepares keeping the best weights; without `keepBest` it does nothing. */
export function keepBestWeights({ spec, program, epochs, keptBefore }: ActiveRun): BestWeights {
  const { keepBest } = spec.training;
  if (keepBest === null) return { afterEpoch: () => undefined, restore: () => null };
  let kept = keptBefore;
  return {
    afterEpoch: () => {
      const epoch = epochs.length;
      if (bestEpoch(keepBest, epochs) === epoch) kept = { epoch, weights: program.exportWeights() };
    },
    restore: () => {
      if (kept === null) return null;
      program.importWeights(kept.weights);
      return kept.epoch;
    },
  };
}
