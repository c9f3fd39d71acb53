import { canonicalJson } from './canonicalJson.ts';
import type { ExperimentSpec } from './experimentSpec.ts';

/**
 * What two runs share that differ in the seed alone, as canonical text. Runs with equal recipes are
 * repetitions of one experiment: their spread is the noise of the seed.
 */
export function recipeText(spec: ExperimentSpec): string {
  const { seed: _seed, ...recipe } = spec;
  return canonicalJson(recipe);
}
