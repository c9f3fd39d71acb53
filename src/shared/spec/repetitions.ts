import type { ExperimentSpec } from './experimentSpec.ts';

/** The most repetitions that are made at once. */
export const MOST_REPETITIONS = 50;

const LARGEST_SEED = 2_147_483_647;
const SEED_IN_NAME = /\s*·\s*seed \d+$/;

/** What is to be repeated. */
export interface Repeated {
  readonly spec: ExperimentSpec;
  /** What the run is called; without one, each repetition is named as runs without a name are. */
  readonly name?: string | undefined;
  /** How many runs, 1 to {@link MOST_REPETITIONS}. */
  readonly count: number;
  /** Seeds that the spec was already run with; they are passed over. */
  readonly taken?: readonly number[];
}

/** A run to be, one of several that differ in their seed alone. */
export interface Repetition {
  readonly spec: ExperimentSpec;
  readonly name?: string;
}

/**
 * Runs of one spec with the seeds from its own on: seed, seed + 1, …
 *
 * @example repetitions({ spec, name: 'baseline', count: 2 }) // 'baseline · seed 7', 'baseline · seed 8'
 */
export function repetitions({ spec, name, count, taken = [] }: Repeated): readonly Repetition[] {
  const seeds = nextSeeds(spec.seed, count, new Set(taken));
  return seeds.map((seed) => ({
    spec: { ...spec, seed },
    ...(name === undefined
      ? {}
      : { name: seeds.length === 1 && taken.length === 0 ? name : nameWithSeed(name, seed) }),
  }));
}

/**
 * The seeds from one on that are not taken; after the largest there is comes 0.
 *
 * @example nextSeeds(7, 3, new Set([7, 9])) // [8, 10, 11]
 */
export function nextSeeds(first: number, count: number, taken: ReadonlySet<number>): number[] {
  const seeds: number[] = [];
  for (let seed = first; seeds.length < count; seed = seed === LARGEST_SEED ? 0 : seed + 1) {
    if (!taken.has(seed)) seeds.push(seed);
  }
  return seeds;
}

/** A run's name with its seed at the end, in place of another's. @example nameWithSeed('cnn · seed 1', 2) */
export function nameWithSeed(name: string, seed: number): string {
  const ending = ` · seed ${seed}`;
  // A name has at most 120 characters.
  return `${nameWithoutSeed(name).slice(0, 120 - ending.length)}${ending}`;
}

/** What repetitions are called together. @example nameWithoutSeed('cnn · seed 1') // 'cnn' */
export function nameWithoutSeed(name: string): string {
  return name.replace(SEED_IN_NAME, '') || name;
}
