import { pairedTTest, welchTest } from '../stats/tTests.ts';
import type { Interval } from '../stats/wilson.ts';
import type { ModelReproduction } from './modelReproduction.ts';
import type { StudyModel } from './studyFigures.ts';

/** Two of the study's models, compared over seeds. */
export interface ModelPair {
  readonly better: StudyModel;
  readonly worse: StudyModel;
  /** Mean accuracy, `better` minus `worse`; below 0 when the claim has them the wrong way round. */
  readonly difference: number;
  /** 95 % of the difference; null where a single run is all there is. */
  readonly interval: Interval | null;
  /** Two-sided; null like the interval. */
  readonly p: number | null;
  /** Paired t on equal seeds, Welch's t on different ones, Wilson's intervals apart for single runs. */
  readonly method: 'paired' | 'welch' | 'wilson';
  /** Whether `better` is ahead by more than noise. */
  readonly isAhead: boolean;
}

/** Where a p value begins to be more than noise. */
const ALPHA = 0.05;

/** Compares two models. @returns null when one of them was not measured */
export function compareModels(
  better: ModelReproduction,
  worse: ModelReproduction,
): ModelPair | null {
  if (better.accuracy === null || worse.accuracy === null) return null;
  const names = { better: better.study.preset, worse: worse.study.preset };
  const difference = better.accuracy.mean - worse.accuracy.mean;
  const method = haveEqualSeeds(better, worse) ? 'paired' : 'welch';
  const test = (method === 'paired' ? pairedTTest : welchTest)(
    worse.runs.map(({ accuracy }) => accuracy),
    better.runs.map(({ accuracy }) => accuracy),
  );
  if (test === null) {
    const isAhead = (better.interval?.low ?? 0) > (worse.interval?.high ?? 1);
    return { ...names, difference, interval: null, p: null, method: 'wilson', isAhead };
  }
  const isAhead = difference > 0 && test.p < ALPHA;
  return { ...names, difference, interval: test.interval, p: test.p, method, isAhead };
}

function haveEqualSeeds(a: ModelReproduction, b: ModelReproduction): boolean {
  return (
    a.runs.length === b.runs.length &&
    a.runs.every(({ seed }, index) => seed === b.runs[index]?.seed)
  );
}
