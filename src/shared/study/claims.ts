import { summarizeSample, welchTest } from '../stats/tTests.ts';
import { wilsonInterval, type Interval } from '../stats/wilson.ts';
import { STUDY_FIGURES, type StudyFigures } from './studyFigures.ts';

/** What is to be said of one of the study's claims. */
export type ClaimVerdict =
  'reproduced' | 'not reproduced' | 'contradicts itself' | 'not measured yet';

/** Test accuracies (0–1) of completed full-size trainings of one of the study's models. */
export interface Measurement {
  readonly preset: StudyFigures['preset'];
  readonly accuracies: readonly number[];
  /** Test images behind each accuracy. */
  readonly testCount: number;
}

/** A claim, judged. */
export interface JudgedClaim {
  readonly id: string;
  readonly claim: string;
  readonly verdict: ClaimVerdict;
  /** The figures that the verdict rests on. */
  readonly numbers: string;
  /** How it was judged, in words. */
  readonly rule: string;
}

const WITHIN =
  'The figure lies within our 95 % interval: Wilson’s for one run, Student’s t of the mean over seeds';
const AHEAD =
  'Ahead, and more than noise: Welch’s p below 0.05 over seeds, or Wilson intervals apart for one run';
const AGREE = 'Output and text name the same loss and accuracy';
const DIFFER = 'Two trainings of different models do not agree in every digit';

/** Judges each of the study's claims by what was measured; models without measurements are left out. */
export function judgeClaims(measurements: readonly Measurement[]): readonly JudgedClaim[] {
  const measured = new Map(
    measurements.filter(({ accuracies }) => accuracies.length > 0).map((one) => [one.preset, one]),
  );
  return [
    ...STUDY_FIGURES.flatMap((study) => figureClaims(study, measured.get(study.preset))),
    rankingClaim('cnn2-beats-cnn', 'CNN 2 beats CNN', measured.get('cnn2'), measured.get('cnn')),
    rankingClaim('cnn-beats-rnn', 'CNN beats RNN', measured.get('cnn'), measured.get('rnn')),
    ...identicalBlocks(),
  ];
}

/** 95 % interval of what was measured: Wilson's for one run, Student's t of the mean for several. */
export function accuracyInterval({ accuracies, testCount }: Measurement): Interval {
  const { mean, interval } = summarizeSample(accuracies);
  return interval ?? wilsonInterval(mean * testCount, testCount);
}

function figureClaims(study: StudyFigures, measured?: Measurement): readonly JudgedClaim[] {
  const { preset, title, printed, written } = study;
  const agrees = printed.loss === written.loss && printed.accuracy === written.accuracy;
  return [
    accuracyClaim(`${preset}-printed`, `${title}: printed`, printed.accuracy, measured),
    accuracyClaim(`${preset}-written`, `${title}: written`, written.accuracy, measured),
    ...(agrees
      ? []
      : [
          {
            id: `${preset}-figures`,
            claim: `${title}: output and text`,
            verdict: 'contradicts itself' as const,
            numbers: `printed ${printed.loss}, ${percent(printed.accuracy)}; wrote ${written.loss}, ${percent(written.accuracy)}`,
            rule: AGREE,
          },
        ]),
  ];
}

function accuracyClaim(
  id: string,
  what: string,
  accuracy: number,
  measured?: Measurement,
): JudgedClaim {
  const claim = `${what} accuracy ${percent(accuracy)}`;
  if (measured === undefined) return unmeasured(id, claim, WITHIN);
  const { low, high } = accuracyInterval(measured);
  const verdict = accuracy >= low && accuracy <= high ? 'reproduced' : 'not reproduced';
  return { id, claim, verdict, numbers: describe(measured), rule: WITHIN };
}

function rankingClaim(
  id: string,
  claim: string,
  better?: Measurement,
  worse?: Measurement,
): JudgedClaim {
  if (better === undefined || worse === undefined) return unmeasured(id, claim, AHEAD);
  return {
    id,
    claim,
    verdict: isAhead(better, worse) ? 'reproduced' : 'not reproduced',
    numbers: `${describe(better)} against ${describe(worse)}`,
    rule: AHEAD,
  };
}

function isAhead(better: Measurement, worse: Measurement): boolean {
  const welch = welchTest(worse.accuracies, better.accuracies);
  if (welch !== null) return welch.difference > 0 && welch.p < 0.05;
  return accuracyInterval(better).low > accuracyInterval(worse).high;
}

function identicalBlocks(): readonly JudgedClaim[] {
  return STUDY_FIGURES.flatMap((first, index) =>
    STUDY_FIGURES.slice(index + 1)
      .filter(
        ({ printed }) =>
          printed.loss === first.printed.loss && printed.accuracy === first.printed.accuracy,
      )
      .map((second) => ({
        id: `${first.preset}-${second.preset}-identical`,
        claim: `${first.title} and ${second.title}: printed results`,
        verdict: 'contradicts itself' as const,
        numbers: `both ${first.printed.loss}, ${percent(first.printed.accuracy)}`,
        rule: DIFFER,
      })),
  );
}

function unmeasured(id: string, claim: string, rule: string): JudgedClaim {
  return { id, claim, verdict: 'not measured yet', numbers: '–', rule };
}

function describe(measured: Measurement): string {
  const { count, mean, sd } = summarizeSample(measured.accuracies);
  const { low, high } = accuracyInterval(measured);
  const spread = sd === null ? '' : ` ± ${percent(sd)} over ${count} seeds`;
  return `${percent(mean)}${spread} (95 % ${percent(low)} to ${percent(high)})`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(2)} %`;
}
