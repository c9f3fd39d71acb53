/** What is to be said of one of the study's claims. */
export type ClaimVerdict =
  'reproduced' | 'not reproduced' | 'contradicts itself' | 'not measured yet';

/** A claim, judged. */
export interface JudgedClaim {
  readonly id: string;
  /** The model it is about, by title, or `Ranking`. */
  readonly about: string;
  readonly claim: string;
  readonly verdict: ClaimVerdict;
  /** The figures that the verdict rests on. */
  readonly numbers: string;
  /** How it was judged, in words. */
  readonly rule: string;
}
