import { z } from 'zod';
import { epochMetricsSchema } from '../../shared/model/epochMetrics.ts';
import type { StateArray } from '../engine/contract.ts';

const count = z.number().int().min(0);

/** Schema of what a checkpoint says besides its arrays. */
export const checkpointFactsSchema = z.object({
  /** Of this form of file. */
  version: z.literal(1),
  /** SHA-256 over the data set's files: training goes on with no other images. */
  datasetHash: z.string(),
  /** Optimiser steps done over the whole run. */
  steps: count,
  /** Seconds spent training so far, pauses excluded. */
  seconds: z.number().min(0),
  /** Every epoch up to this one, in order: schedules and early stopping go on from them. */
  history: z.array(epochMetricsSchema).min(1).readonly(),
});

/** What a checkpoint says besides its arrays. */
export type CheckpointFacts = z.infer<typeof checkpointFactsSchema>;

/** Everything that decides how a run goes on after an epoch. */
export interface Checkpoint extends CheckpointFacts {
  /** Weights, moving statistics and the optimiser's slots. */
  readonly state: readonly StateArray[];
}

/** The epoch, counted from 1, that a checkpoint was made after. */
export function epochOf({ history }: Pick<CheckpointFacts, 'history'>): number {
  return history.at(-1)?.epoch ?? 0;
}
