import type { StoredPredictions } from '../dataset/pickPredicted.ts';
import { agreement, type Agreement } from '../stats/agreement.ts';
import { mcnemarMidP } from '../stats/mcnemar.ts';
import {
  pairedDifferenceInterval,
  pairedTotal,
  type PairedCounts,
} from '../stats/pairedInterval.ts';
import type { Interval } from '../stats/wilson.ts';
import { alignImages, type TestedRun, type TestTruth } from './testedRun.ts';

/** Why two runs cannot be judged against each other. */
export type RefusalReason = 'untested' | 'other-data' | 'other-images' | 'unknown-labels';

/** What two runs did on the same test images, before several pairs are weighed together. */
export interface PairEvidence extends PairedCounts {
  /** Test images. */
  readonly total: number;
  /** B's accuracy minus A's, −1 to 1. */
  readonly difference: number;
  /** 95 %, Tango's paired score interval of `difference`. */
  readonly interval: Interval;
  /** McNemar's exact test, mid-p, two-sided. */
  readonly p: number;
  /** How often both gave an image the same class. */
  readonly agreement: Agreement;
}

/** A pair that could be judged. `better` and `worse` are said of B. */
export interface JudgedPair extends PairEvidence {
  readonly kind: 'better' | 'worse' | 'noise';
  /** `p` after Holm's correction over the pairs judged together. */
  readonly pHolm: number;
  /** How many pairs were judged together. */
  readonly family: number;
}

/** What comes of laying two runs beside each other. */
export type PairOutcome =
  | { readonly ok: true; readonly evidence: PairEvidence }
  | { readonly ok: false; readonly reason: RefusalReason };

/**
 * Lays the stored test predictions of two runs beside each other.
 *
 * @param truth null where the data set is not at hand
 */
export function comparePair(a: TestedRun, b: TestedRun, truth: TestTruth | null): PairOutcome {
  if (a.predictions === null || b.predictions === null) return refuse('untested');
  if (a.predictions.indices.length === 0) return refuse('untested');
  if (a.datasetHash !== b.datasetHash) return refuse('other-data');
  const places = alignImages(a.predictions.indices, b.predictions.indices);
  if (places === null) return refuse('other-images');
  if (truth === null || truth.datasetHash !== a.datasetHash) return refuse('unknown-labels');
  const { classes } = b.predictions;
  const aligned = Uint8Array.from(places, (place) => classes[place] ?? 0);
  const counts = countPairs(a.predictions, aligned, truth.labels);
  if (counts === null) return refuse('unknown-labels');
  const total = pairedTotal(counts);
  return {
    ok: true,
    evidence: {
      ...counts,
      total,
      difference: (counts.onlyB - counts.onlyA) / total,
      interval: pairedDifferenceInterval(counts),
      p: mcnemarMidP(counts.onlyA, counts.onlyB),
      agreement: agreement(a.predictions.classes, aligned, truth.classes),
    },
  };
}

function countPairs(
  { indices, classes }: StoredPredictions,
  ofB: Uint8Array,
  labels: Uint8Array,
): PairedCounts | null {
  const counts = { bothRight: 0, onlyA: 0, onlyB: 0, bothWrong: 0 };
  for (let place = 0; place < indices.length; place += 1) {
    const label = labels[indices[place] ?? -1];
    if (label === undefined) return null;
    const rightA = classes[place] === label;
    const rightB = ofB[place] === label;
    if (rightA && rightB) counts.bothRight += 1;
    else if (rightA) counts.onlyA += 1;
    else if (rightB) counts.onlyB += 1;
    else counts.bothWrong += 1;
  }
  return counts;
}

function refuse(reason: RefusalReason): PairOutcome {
  return { ok: false, reason };
}
