import { LabError } from '../errors.ts';
import { comparePair } from './comparePair.ts';
import { alignImages, type TestedRun, type TestTruth } from './testedRun.ts';
import { refusalWords } from './verdictWords.ts';

/** Wrong before and right now, right before and wrong now, or wrong in both. */
export const DISAGREEMENT_KINDS = ['fixed', 'broken', 'both-wrong'] as const;

/** How two runs differ on an image. */
export type DisagreementKind = (typeof DISAGREEMENT_KINDS)[number];

/** What a run said of an image. */
export interface Said {
  readonly class: number;
  /** 0–1. */
  readonly confidence: number;
}

/** An image on which runs differ or both fail. */
export interface Disagreement {
  /** Index in the test file. */
  readonly index: number;
  readonly label: number;
  readonly a: Said;
  readonly b: Said;
}

/** Which images to find. */
export interface DisagreementQuery {
  readonly kind: DisagreementKind;
  /** Only images of this class. */
  readonly trueClass?: number | undefined;
  /**
   * Only images that were taken for this class by a run that had them wrong: A for `fixed`, B for `broken`,
   * either for `both-wrong`. A class equal to `trueClass` is the diagonal, and restricts nothing.
   */
  readonly predictedClass?: number | undefined;
}

/**
 * The images that B fixed, broke, or that both have wrong; those that were most surely wrong come first.
 *
 * @throws LabError `illegal-state` when the two runs cannot be compared, saying why
 */
export function findDisagreements(
  a: TestedRun,
  b: TestedRun,
  truth: TestTruth | null,
  query: DisagreementQuery,
): readonly Disagreement[] {
  const outcome = comparePair(a, b, truth);
  const places =
    a.predictions && b.predictions
      ? alignImages(a.predictions.indices, b.predictions.indices)
      : null;
  if (!outcome.ok || !truth || !a.predictions || !b.predictions || !places) {
    const reason = outcome.ok ? 'untested' : outcome.reason;
    throw new LabError({ code: 'illegal-state', message: refusalWords(reason, a, b) });
  }
  const [ofA, ofB] = [a.predictions, b.predictions];
  const found: Disagreement[] = [];
  ofA.indices.forEach((index, place) => {
    const other = places[place] ?? 0;
    const image: Disagreement = {
      index,
      label: truth.labels[index] ?? 0,
      a: { class: ofA.classes[place] ?? 0, confidence: ofA.confidences[place] ?? 0 },
      b: { class: ofB.classes[other] ?? 0, confidence: ofB.confidences[other] ?? 0 },
    };
    if (fits(image, query)) found.push(image);
  });
  return found.sort((one, two) => surelyWrong(two) - surelyWrong(one) || one.index - two.index);
}

function fits(
  image: Disagreement,
  { kind, trueClass, predictedClass }: DisagreementQuery,
): boolean {
  if (kindOf(image) !== kind) return false;
  if (trueClass !== undefined && image.label !== trueClass) return false;
  if (predictedClass === undefined || predictedClass === trueClass) return true;
  return wrongOnes(image).some((said) => said.class === predictedClass);
}

function kindOf({ a, b, label }: Disagreement): DisagreementKind | null {
  if (a.class !== label && b.class !== label) return 'both-wrong';
  if (a.class === b.class) return null;
  return b.class === label ? 'fixed' : 'broken';
}

function wrongOnes({ a, b, label }: Disagreement): readonly Said[] {
  return [a, b].filter((said) => said.class !== label);
}

function surelyWrong(image: Disagreement): number {
  return Math.max(...wrongOnes(image).map(({ confidence }) => confidence));
}
