import { formatPercent } from '../report/figures.ts';
import type { JudgedClaim } from './judgedClaim.ts';
import { compareModels, type ModelPair } from './modelPair.ts';
import type { ModelReproduction } from './modelReproduction.ts';
import type { StudyModel } from './studyFigures.ts';

const RULES: Readonly<Record<ModelPair['method'], string>> = {
  paired:
    'Ahead, and more than noise: paired t test over equal seeds, p below 0.05; one test a claim, not corrected',
  welch:
    'Ahead, and more than noise: Welch’s t test over seeds, p below 0.05; one test a claim, not corrected',
  wilson:
    'Ahead, and the runs’ Wilson intervals lie apart; single runs know nothing of the noise of the seed',
};

/** The study's rankings; its conclusion calls CNN 2 "the CNN", so both stand against the RNN. */
const RANKINGS: readonly (readonly [StudyModel, StudyModel, string])[] = [
  ['cnn2', 'cnn', 'CNN 2 beats CNN'],
  ['cnn', 'rnn', 'CNN beats RNN'],
  ['cnn2', 'rnn', 'CNN 2 beats RNN'],
];

/** Judges the study's rankings by a t test over seeds. */
export function rankingClaims(
  measured: ReadonlyMap<StudyModel, ModelReproduction>,
): readonly JudgedClaim[] {
  return RANKINGS.map(([better, worse, claim]) => {
    const [first, second] = [measured.get(better), measured.get(worse)];
    const pair = first && second ? compareModels(first, second) : null;
    const what = { id: `${better}-beats-${worse}`, about: 'Ranking', claim };
    if (pair === null) {
      return { ...what, verdict: 'not measured yet', numbers: '–', rule: RULES.paired };
    }
    return {
      ...what,
      verdict: pair.isAhead ? 'reproduced' : 'not reproduced',
      numbers: describePair(pair, first?.accuracy?.mean, second?.accuracy?.mean),
      rule: RULES[pair.method],
    };
  });
}

/** A pair's figures in words. @example '+1.10 points (95 % +0.80 to +1.40), p = 0.003' */
export function describeDifference({ difference, interval, p }: ModelPair): string {
  if (interval === null || p === null) return `${points(difference)} points, single runs`;
  const range = `95 % ${points(interval.low)} to ${points(interval.high)}`;
  return `${points(difference)} points (${range}), ${formatP(p)}`;
}

function describePair(pair: ModelPair, better?: number, worse?: number): string {
  return `${formatPercent(better)} against ${formatPercent(worse)}: ${describeDifference(pair)}`;
}

function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference * 100).toFixed(2)}`;
}

function formatP(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${p.toPrecision(2)}`;
}
