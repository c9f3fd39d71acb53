import type { StateArray } from '../engine/contract.ts';

/** The weights of an epoch, counted from 1. */
export interface KeptWeights {
  readonly epoch: number;
  readonly weights: readonly StateArray[];
}
