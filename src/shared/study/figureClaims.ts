import { formatLoss, formatPercent } from '../report/figures.ts';
import { predictionInterval } from '../stats/tTests.ts';
import type { Interval } from '../stats/wilson.ts';
import type { JudgedClaim } from './judgedClaim.ts';
import type { ModelReproduction, StudyRun } from './modelReproduction.ts';
import type { StudyFigures } from './studyFigures.ts';

/** A figure of the study, and what of ours it is held against. */
interface Figure {
  readonly kind: 'accuracy' | 'loss';
  readonly source: 'printed' | 'written';
  readonly value: number;
}

const WITHIN_SEEDS =
  'The study’s figure is one training too: it lies within our 95 % prediction interval for one more seed, mean ± t · sd · √(1 + 1/n)';
const WITHIN_ONE =
  'It lies within Wilson’s 95 % interval of our single run, which knows nothing of the noise of the seed; several seeds judge better';
const NEEDS_SEEDS = 'A loss has no interval from a single run: two seeds are the least';

/** Judges the figures that the study printed and wrote of one model. */
export function figureClaims(
  study: StudyFigures,
  measured?: ModelReproduction,
): readonly JudgedClaim[] {
  return (['printed', 'written'] as const)
    .flatMap((source) =>
      (['accuracy', 'loss'] as const).map((kind) => ({ source, kind, value: study[source][kind] })),
    )
    .map((figure) => judge(study, figure, measured));
}

function judge(study: StudyFigures, figure: Figure, measured?: ModelReproduction): JudgedClaim {
  const { kind, source, value } = figure;
  const claim = {
    id: `${study.preset}-${source}-${kind}`,
    about: study.title,
    claim: `${source === 'printed' ? 'Printed' : 'Written'} test ${kind} ${kind === 'accuracy' ? formatPercent(value) : value}`,
  };
  if (measured === undefined) {
    return { ...claim, verdict: 'not measured yet', numbers: '–', rule: WITHIN_SEEDS };
  }
  const values = measured.runs.map((run: StudyRun) => run[kind]);
  const overSeeds = predictionInterval(values);
  const interval = overSeeds ?? (kind === 'accuracy' ? measured.interval : null);
  const numbers = describe(kind, measured, interval);
  if (interval === null) {
    return { ...claim, verdict: 'not measured yet', numbers, rule: NEEDS_SEEDS };
  }
  const isWithin = value >= interval.low && value <= interval.high;
  return {
    ...claim,
    verdict: isWithin ? 'reproduced' : 'not reproduced',
    numbers,
    rule: overSeeds === null ? WITHIN_ONE : WITHIN_SEEDS,
  };
}

function describe(
  kind: Figure['kind'],
  measured: ModelReproduction,
  interval: Interval | null,
): string {
  const format = kind === 'accuracy' ? formatPercent : formatLoss;
  const { mean = 0, sd = null, count = 0 } = measured[kind] ?? {};
  const range = interval === null ? null : `${format(interval.low)} to ${format(interval.high)}`;
  if (sd === null) return `${format(mean)} in one run${range === null ? '' : ` (95 % ${range})`}`;
  return `${format(mean)} ± ${format(sd)} over ${count} seeds (one more ${range})`;
}
