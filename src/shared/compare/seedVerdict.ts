import { holm } from '../stats/holm.ts';
import { compareSeeds, type JudgedSeeds, type SeedRefusal } from './compareSeeds.ts';
import { pairsOf, SIGNIFICANCE } from './pairVerdict.ts';
import type { SeedGroup } from './seedGroups.ts';
import { seedRefusalWords, seedVerdictWords, whyWords } from './seedWords.ts';

/** What can be said of spec B against spec A, over their seeds. */
export type SeedVerdict = {
  /** The key of the group that is compared with. */
  readonly a: string;
  /** The key of the group that is judged. */
  readonly b: string;
  /** The verdict in a sentence. */
  readonly words: string;
} & (JudgedSeeds | { readonly kind: 'refused'; readonly reason: SeedRefusal });

/**
 * Judges specs by the test accuracies of their repetitions, with Holm's correction when several pairs are
 * judged.
 *
 * @param groups the baseline's first
 */
export function seedVerdicts(groups: readonly SeedGroup[]): readonly SeedVerdict[] {
  const pairs = pairsOf(groups);
  const outcomes = pairs.map(([a, b]) => compareSeeds(a, b));
  const corrected = [...holm(outcomes.flatMap((one) => (one.ok ? [one.result.p] : [])))];
  const family = corrected.length;
  return pairs.map(([a, b], index): SeedVerdict => {
    const outcome = outcomes[index];
    const keys = { a: a.key, b: b.key };
    if (outcome === undefined || !outcome.ok) {
      const reason = outcome?.reason ?? 'few';
      return { ...keys, kind: 'refused', reason, words: seedRefusalWords(reason, a, b) };
    }
    const { test, result } = outcome;
    const pHolm = corrected.shift() ?? 1;
    const rare = pHolm < SIGNIFICANCE;
    const kind = rare ? (result.difference > 0 ? 'better' : 'worse') : 'noise';
    const judged: JudgedSeeds = { kind, test, why: whyWords(test, a, b), result, pHolm, family };
    return { ...keys, ...judged, words: seedVerdictWords(judged, a, b) };
  });
}
