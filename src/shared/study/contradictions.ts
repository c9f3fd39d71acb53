import { formatPercent } from '../report/figures.ts';
import type { JudgedClaim } from './judgedClaim.ts';
import { STUDY_FIGURES, type StudyFigures } from './studyFigures.ts';

const AGREE = 'Output and text name the same loss and accuracy';
const DIFFER = 'Two trainings of different models do not agree in every digit';
const SAME_ORDER = 'The output ranks the two as the text does';

/** What the study says against itself; nothing needs to be measured for it. */
export function contradictions(): readonly JudgedClaim[] {
  const pairs = STUDY_FIGURES.flatMap((first, index) =>
    STUDY_FIGURES.slice(index + 1).map((second) => [first, second] as const),
  );
  return [
    ...STUDY_FIGURES.flatMap(outputAndText),
    ...pairs.flatMap(([first, second]) => ranksOtherwise(first, second)),
    ...pairs.flatMap(([first, second]) => identicalBlocks(first, second)),
  ];
}

function outputAndText({ preset, title, printed, written }: StudyFigures): readonly JudgedClaim[] {
  if (printed.loss === written.loss && printed.accuracy === written.accuracy) return [];
  const numbers = `printed ${printed.loss}, ${formatPercent(printed.accuracy)}; wrote ${written.loss}, ${formatPercent(written.accuracy)}`;
  return [contradiction(`${preset}-figures`, title, 'Output and text agree', numbers, AGREE)];
}

function ranksOtherwise(first: StudyFigures, second: StudyFigures): readonly JudgedClaim[] {
  const order = (source: 'printed' | 'written'): number =>
    Math.sign(first[source].accuracy - second[source].accuracy);
  if (order('printed') === order('written')) return [];
  const [better, worse] = order('written') > 0 ? [first, second] : [second, first];
  const figures = (source: 'printed' | 'written'): string =>
    `${formatPercent(better[source].accuracy)} against ${formatPercent(worse[source].accuracy)}`;
  return [
    contradiction(
      `${better.preset}-${worse.preset}-order`,
      'Ranking',
      `${better.title} beats ${worse.title}, in the study’s own output`,
      `wrote ${figures('written')}; printed ${figures('printed')}`,
      SAME_ORDER,
    ),
  ];
}

function identicalBlocks(first: StudyFigures, second: StudyFigures): readonly JudgedClaim[] {
  const [a, b] = [first.printed, second.printed];
  if (a.loss !== b.loss || a.accuracy !== b.accuracy) return [];
  return [
    contradiction(
      `${first.preset}-${second.preset}-identical`,
      'Ranking',
      `${first.title} and ${second.title} have results of their own`,
      `both printed ${a.loss}, ${formatPercent(a.accuracy)}`,
      DIFFER,
    ),
  ];
}

function contradiction(
  id: string,
  about: string,
  claim: string,
  numbers: string,
  rule: string,
): JudgedClaim {
  return { id, about, claim, verdict: 'contradicts itself', numbers, rule };
}
