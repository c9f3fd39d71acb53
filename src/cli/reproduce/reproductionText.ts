import { judgeClaims, type JudgedClaim } from '../../shared/study/claims.ts';
import { STUDY_TRAINING_SIZE } from '../../shared/study/studyFigures.ts';
import {
  formatCount,
  formatInterval,
  formatLoss,
  formatPercent,
  formatSeconds,
  NOTHING,
} from '../output/format.ts';
import { formatMarkdown, type Column } from '../output/table.ts';
import type { ModelReproduction, Spread } from './reproduction.ts';

/** How the models were trained. */
export interface ReproductionSetting {
  readonly trainCount: number;
  readonly validationCount: number;
  readonly epochs: number;
  readonly seeds: number;
  readonly cores: number;
  readonly seconds: number;
}

const COLUMNS: readonly Column[] = [
  { title: 'model' },
  { title: 'test loss', align: 'right' },
  { title: 'test accuracy', align: 'right' },
  { title: '95 % interval', align: 'right' },
  { title: 'evaluation', align: 'right' },
  { title: 'training', align: 'right' },
  { title: 'study printed: loss, accuracy, evaluation', align: 'right' },
  { title: 'study wrote: loss, accuracy', align: 'right' },
  { title: 'against printed', align: 'right' },
];

const CLAIM_COLUMNS: readonly Column[] = [
  { title: 'claim of the study' },
  { title: 'verdict' },
  { title: 'numbers' },
  { title: 'rule' },
];

/** The study's claims, judged by these runs if they are of the study's size, whole test set included. */
export function reproducedClaims(
  models: readonly ModelReproduction[],
  setting: ReproductionSetting,
): readonly JudgedClaim[] {
  const comparable = models.flatMap(({ study, accuracies, testCount }) =>
    isFullSize(setting) && testCount === STUDY_TRAINING_SIZE.testCount
      ? [{ preset: study.preset, accuracies, testCount }]
      : [],
  );
  return judgeClaims(comparable);
}

/** The comparison with the study, as Markdown that is also easy to read in a terminal. */
export function reproductionText(
  models: readonly ModelReproduction[],
  setting: ReproductionSetting,
): string {
  const failures = models.flatMap((model) => model.failures);
  return [
    heading(models, setting),
    formatMarkdown(COLUMNS, models.map(row)),
    formatMarkdown(
      CLAIM_COLUMNS,
      reproducedClaims(models, setting).map(({ claim, verdict, numbers, rule }) => [
        claim,
        verdict,
        numbers,
        rule,
      ]),
    ),
    notes(setting)
      .map((note) => `- ${note}`)
      .join('\n'),
    ...(failures.length === 0
      ? []
      : [`Not completed:\n\n${failures.map((text) => `- ${text}`).join('\n')}`]),
  ].join('\n\n');
}

/** Whether the models were trained as the study trained its own. */
export function isFullSize({ trainCount, epochs }: ReproductionSetting): boolean {
  return trainCount === STUDY_TRAINING_SIZE.trainCount && epochs === STUDY_TRAINING_SIZE.epochs;
}

function heading(models: readonly ModelReproduction[], setting: ReproductionSetting): string {
  const { trainCount, validationCount, epochs, seeds, cores, seconds } = setting;
  const tests = models.find(({ testCount }) => testCount !== null)?.testCount;
  return (
    `Trained on ${formatCount(trainCount)} images (${formatCount(validationCount)} for validation), ` +
    `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} a model; ` +
    `tested on ${formatCount(tests)} images; ${formatSeconds(seconds)} on ${cores} cores.`
  );
}

function row(model: ModelReproduction): readonly string[] {
  const { printed, written, evaluationSeconds } = model.study;
  const difference =
    model.accuracy === null ? NOTHING : formatPoints(model.accuracy.mean - printed.accuracy);
  return [
    model.study.title,
    formatSpread(model.loss, formatLoss),
    formatSpread(model.accuracy, formatPercent),
    formatInterval(model.interval),
    formatSeconds(model.evaluationSeconds?.mean),
    formatSeconds(model.trainingSeconds?.mean),
    `${printed.loss}, ${formatPercent(printed.accuracy)}, ${evaluationSeconds} s`,
    `${written.loss}, ${formatPercent(written.accuracy)}`,
    difference,
  ];
}

function formatSpread(spread: Spread | null, format: (value: number) => string): string {
  if (spread === null) return NOTHING;
  if (spread.deviation === null) return format(spread.mean);
  return `${format(spread.mean)} ± ${format(spread.deviation)}`;
}

function formatPoints(difference: number): string {
  const points = difference * 100;
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(2)} points`;
}

function notes(setting: ReproductionSetting): readonly string[] {
  const { trainCount, epochs } = STUDY_TRAINING_SIZE;
  return [
    ...(isFullSize(setting)
      ? []
      : [
          `The study trained on ${formatCount(trainCount)} images for ${epochs} epochs: these figures are not comparable with it.`,
        ]),
    "The study printed one training of each model; its text names other figures than its output, and the printed blocks of CNN 2 and RNN are identical, so at most one of them is that model's.",
    'The interval is Wilson’s for the test images alone; it does not say how much another seed would change.' +
      (setting.seeds > 1 ? ' ± is the standard deviation over seeds.' : ''),
    'Evaluation is the time for the test images; the study’s was on another machine and rounded to seconds.',
  ];
}
