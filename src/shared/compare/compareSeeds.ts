import { pairedTTest, welchTest, type TTest } from '../stats/tTests.ts';
import type { SeedGroup } from './seedGroups.ts';

/** Why two specs cannot be judged by their repetitions. */
export type SeedRefusal = 'few' | 'other-data' | 'no-spread';

/** `paired` where both specs were run with the same seeds. */
export type SeedTest = 'paired' | 'welch';

/** A pair of specs that could be judged over their seeds. `better` and `worse` are said of B. */
export interface JudgedSeeds {
  readonly kind: 'better' | 'worse' | 'noise';
  readonly test: SeedTest;
  /** Which test, and why that one, in a sentence. */
  readonly why: string;
  /** Of test accuracy: B's mean minus A's. */
  readonly result: TTest;
  /** The p value after Holm's correction over the pairs judged together. */
  readonly pHolm: number;
  /** How many pairs were judged together. */
  readonly family: number;
}

/** What comes of laying two specs' repetitions beside each other. */
export type SeedOutcome =
  | { readonly ok: true; readonly test: SeedTest; readonly result: TTest }
  | { readonly ok: false; readonly reason: SeedRefusal };

/**
 * Tests the mean test accuracies of two specs: by the paired t test where both were run with the same
 * seeds, and by Welch's otherwise. Runs on different data are not compared.
 */
export function compareSeeds(a: SeedGroup, b: SeedGroup): SeedOutcome {
  if (a.datasetHash !== b.datasetHash) return { ok: false, reason: 'other-data' };
  if (a.seeds.length < 2 || b.seeds.length < 2) return { ok: false, reason: 'few' };
  const test = sameSeeds(a, b) ? 'paired' : 'welch';
  const run = test === 'paired' ? pairedTTest : welchTest;
  const result = run(a.accuracies, b.accuracies);
  return result === null ? { ok: false, reason: 'no-spread' } : { ok: true, test, result };
}

function sameSeeds(a: SeedGroup, b: SeedGroup): boolean {
  return a.seeds.length === b.seeds.length && a.seeds.every((seed, at) => seed === b.seeds[at]);
}
