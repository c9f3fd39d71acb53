import { canonicalJson } from './canonicalJson.ts';
import type { ExperimentSpec } from './experimentSpec.ts';

/**
 * What a spec is apart from its seed, as text: specs that are the same but for the seed, and only those,
 * have the same identity. Runs of one identity are repetitions, whose spread is the noise of the seed.
 *
 * @returns the canonical JSON of the spec without its seed; hash it where it must be short
 */
export function specIdentity({ seed: _seed, ...rest }: ExperimentSpec): string {
  return canonicalJson(rest);
}
