import { holm } from '../stats/holm.ts';
import { comparePair, type JudgedPair, type RefusalReason } from './comparePair.ts';
import type { TestedRun, TestTruth } from './testedRun.ts';
import { refusalWords, verdictWords } from './verdictWords.ts';

/** What can be said of run B against run A. */
export type PairVerdict = {
  /** The run that is compared with: its ULID. */
  readonly a: string;
  /** The run that is judged: its ULID. */
  readonly b: string;
  /** The verdict in a sentence. */
  readonly words: string;
} & (JudgedPair | { readonly kind: 'refused'; readonly reason: RefusalReason });

/** Below this p, after correction, a difference is said to be one. */
export const SIGNIFICANCE = 0.05;

/** Up to so many runs every pair is judged; beyond, each run against the first only. */
export const ALL_PAIRS_UP_TO = 6;

/** The pairs that a comparison judges, those with the first run first. */
export function pairsOf<T>(runs: readonly T[]): readonly (readonly [T, T])[] {
  const pairs = runs.flatMap((a, index) => runs.slice(index + 1).map((b) => [a, b] as const));
  return runs.length <= ALL_PAIRS_UP_TO ? pairs : pairs.slice(0, runs.length - 1);
}

/**
 * Judges two runs by their stored test predictions.
 *
 * @example pairVerdict(baseline, run, truth).words
 * // 'cnn2 is better: 37 more images right of 10,000; a difference this large would be rare if …'
 */
export function pairVerdict(a: TestedRun, b: TestedRun, truth: TestTruth | null): PairVerdict {
  return judge([[a, b]], truth === null ? [] : [truth])[0] as PairVerdict;
}

/**
 * Judges the pairs of a comparison together, with Holm's correction when there are several.
 *
 * @param runs the baseline first
 * @param truths of the data sets that are at hand; each pair is judged by its own
 */
export function pairVerdicts(
  runs: readonly TestedRun[],
  truths: readonly TestTruth[],
): readonly PairVerdict[] {
  return judge(pairsOf(runs), truths);
}

function truthOf({ datasetHash }: TestedRun, truths: readonly TestTruth[]): TestTruth | null {
  return truths.find((truth) => truth.datasetHash === datasetHash) ?? null;
}

function judge(
  pairs: readonly (readonly [TestedRun, TestedRun])[],
  truths: readonly TestTruth[],
): readonly PairVerdict[] {
  const outcomes = pairs.map(([a, b]) => comparePair(a, b, truthOf(a, truths)));
  const corrected = [...holm(outcomes.flatMap((one) => (one.ok ? [one.evidence.p] : [])))];
  const family = corrected.length;
  return pairs.map(([a, b], index): PairVerdict => {
    const outcome = outcomes[index];
    const ids = { a: a.id, b: b.id };
    if (outcome === undefined || !outcome.ok) {
      const reason = outcome?.reason ?? 'untested';
      return { ...ids, kind: 'refused', reason, words: refusalWords(reason, a, b) };
    }
    const pHolm = corrected.shift() ?? 1;
    const { difference } = outcome.evidence;
    const rare = pHolm < SIGNIFICANCE && difference !== 0;
    const kind = rare ? (difference > 0 ? 'better' : 'worse') : 'noise';
    const judged: JudgedPair = { ...outcome.evidence, kind, pHolm, family };
    return { ...ids, ...judged, words: verdictWords(judged, a.name, b.name) };
  });
}
