import { FASHION_MNIST } from '../dataset/fashionMnist.ts';
import type { ReportBlock } from '../report/blocks.ts';
import type { Column } from '../report/column.ts';
import {
  formatCount,
  formatLoss,
  formatPercent,
  formatSeconds,
  NOTHING,
} from '../report/figures.ts';
import type { SampleSummary } from '../stats/tTests.ts';
import type { JudgedClaim } from './judgedClaim.ts';
import { STUDY_BATCH, type ModelReproduction, type StudyRun } from './modelReproduction.ts';
import { describeDifference } from './rankingClaims.ts';
import type { Reproduction } from './reproduction.ts';
import { isStudySize, studySpec } from './studySize.ts';

/** What the report is called. */
export const REPORT_TITLE = 'Fashion-MNIST with CNN and RNN, reproduced';

const MODEL_COLUMNS: readonly Column[] = [
  { title: 'model' },
  { title: 'seeds', align: 'right' },
  { title: 'test loss', align: 'right' },
  { title: 'test accuracy', align: 'right' },
  { title: '95 % of the mean', align: 'right' },
  { title: `evaluation, batches of ${STUDY_BATCH}`, align: 'right' },
  { title: 'training', align: 'right' },
  { title: 'study printed: loss, accuracy, evaluation', align: 'right' },
  { title: 'study wrote: loss, accuracy', align: 'right' },
];

const CLAIM_COLUMNS: readonly Column[] = [
  { title: 'about' },
  { title: 'claim of the study' },
  { title: 'verdict' },
  { title: 'measured' },
  { title: 'rule', align: 'right' },
];

const RUN_COLUMNS: readonly Column[] = [
  { title: 'run', align: 'right' },
  { title: 'model' },
  { title: 'seed', align: 'right' },
  { title: 'test loss', align: 'right' },
  { title: 'test accuracy', align: 'right' },
  { title: 'evaluation', align: 'right' },
  { title: 'training', align: 'right' },
];

/**
 * The whole reproduction as a report.
 *
 * @param missing trainings that were wanted and are not there, in words
 */
export function studyReport(
  reproduction: Reproduction,
  missing: readonly string[] = [],
): readonly ReportBlock[] {
  const { models, ranking, claims } = reproduction;
  const runs = models.flatMap((model) => model.runs);
  return [
    { kind: 'heading', level: 1, text: REPORT_TITLE },
    { kind: 'paragraph', text: setting(reproduction, runs) },
    { kind: 'table', columns: MODEL_COLUMNS, rows: models.map(modelRow) },
    { kind: 'list', items: notes(reproduction) },
    { kind: 'heading', level: 2, text: 'Ranking' },
    {
      kind: 'list',
      items: ranking.map(({ title, accuracy, overNext }, index) => {
        const ahead =
          overNext === null
            ? ''
            : `: ${describeDifference(overNext)} over the next, ${overNext.isAhead ? 'more than noise' : 'within noise'}`;
        return `${index + 1}. ${title}, ${formatPercent(accuracy)}${ahead}`;
      }),
    },
    { kind: 'heading', level: 2, text: 'The study’s claims' },
    ...claimBlocks(claims),
    ...models.flatMap(matrixBlocks),
    { kind: 'heading', level: 2, text: 'Runs' },
    { kind: 'table', columns: RUN_COLUMNS, rows: runs.map(runRow) },
    ...(missing.length === 0
      ? []
      : ([
          { kind: 'heading', level: 2, text: 'Missing' },
          { kind: 'list', items: missing },
        ] as const)),
  ];
}

/** The claims, each with the number of its rule, and the rules below. */
function claimBlocks(claims: readonly JudgedClaim[]): readonly ReportBlock[] {
  const rules = [...new Set(claims.map(({ rule }) => rule))];
  const rows = claims.map(({ about, claim, verdict, numbers, rule }) => [
    about,
    claim,
    verdict,
    numbers,
    String(rules.indexOf(rule) + 1),
  ]);
  return [
    { kind: 'table', columns: CLAIM_COLUMNS, rows },
    { kind: 'paragraph', text: 'A claim is reproduced when its rule holds:' },
    { kind: 'list', items: rules.map((rule, index) => `Rule ${index + 1}. ${rule}.`) },
  ];
}

function setting({ size }: Reproduction, runs: readonly StudyRun[]): string {
  const { dataset, training } = studySpec('cnn', size, 1);
  const total = dataset.samples ?? FASHION_MNIST.trainCount;
  const validation = Math.round(total * dataset.validationShare);
  const tested = runs[0]?.testCount ?? dataset.testSamples ?? FASHION_MNIST.testCount;
  const seconds = runs.reduce((sum, { trainingSeconds }) => sum + (trainingSeconds ?? 0), 0);
  return (
    `Trained on ${formatCount(total - validation)} images (${formatCount(validation)} for validation), ` +
    `${training.epochs} ${training.epochs === 1 ? 'epoch' : 'epochs'}; ` +
    `tested on ${formatCount(tested)} images; ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ` +
    `${formatSeconds(seconds)} of training${machine(runs)}.`
  );
}

function machine(runs: readonly StudyRun[]): string {
  const machines = runs.flatMap(({ environment }) =>
    environment === null
      ? []
      : [`${environment.cpu}, ${environment.cores} cores, TensorFlow ${environment.libtensorflow}`],
  );
  const distinct = [...new Set(machines)];
  return distinct.length === 0 ? '' : ` on ${distinct.join(' and on ')}`;
}

function modelRow(model: ModelReproduction): readonly string[] {
  const { printed, written, evaluationSeconds, evaluationStepMs, title } = model.study;
  const { interval } = model;
  return [
    title,
    String(model.runs.length),
    spread(model.loss, formatLoss),
    spread(model.accuracy, formatPercent),
    interval === null
      ? NOTHING
      : `${formatPercent(interval.low)} to ${formatPercent(interval.high)}`,
    spread(model.evaluationSeconds, formatSeconds),
    formatSeconds(model.trainingSeconds?.mean),
    `${printed.loss}, ${formatPercent(printed.accuracy)}, ${evaluationSeconds} s (${evaluationStepMs} ms/step)`,
    `${written.loss}, ${formatPercent(written.accuracy)}`,
  ];
}

function runRow(run: StudyRun): readonly string[] {
  return [
    `#${run.number}`,
    run.preset,
    String(run.seed),
    formatLoss(run.loss),
    formatPercent(run.accuracy),
    formatSeconds(run.evaluationSeconds),
    formatSeconds(run.trainingSeconds),
  ];
}

function spread(sample: SampleSummary | null, format: (value: number) => string): string {
  if (sample === null) return NOTHING;
  return sample.sd === null ? format(sample.mean) : `${format(sample.mean)} ± ${format(sample.sd)}`;
}

function matrixBlocks({ study, runs, confusion }: ModelReproduction): readonly ReportBlock[] {
  if (confusion === null) return [];
  const names = FASHION_MNIST.classNames;
  const over = runs.length === 1 ? 'one run' : `${runs.length} runs together`;
  return [
    { kind: 'heading', level: 2, text: `${study.title}: confusion matrix` },
    { kind: 'paragraph', text: `Rows are true, columns predicted; test images, ${over}.` },
    {
      kind: 'table',
      columns: [
        { title: 'true' },
        ...names.map((title) => ({ title, align: 'right' as const })),
        { title: 'recall', align: 'right' },
      ],
      rows: confusion.map((row, truth) => [
        names[truth] ?? String(truth),
        ...row.map(formatCount),
        recall(row, truth),
      ]),
    },
  ];
}

function recall(row: readonly number[], truth: number): string {
  const total = row.reduce((sum, count) => sum + count, 0);
  return total === 0 ? NOTHING : formatPercent((row[truth] ?? 0) / total, 1);
}

function notes({ size, models }: Reproduction): readonly string[] {
  const isOverSeeds = models.some(({ runs }) => runs.length > 1);
  return [
    ...(isStudySize(size)
      ? []
      : [
          'The study trained on 48,000 images for 10 epochs and tested on 10,000: these figures are not comparable with it, and its claims are not judged by them.',
        ]),
    isOverSeeds
      ? '± is the standard deviation over seeds, and the interval Student’s for the mean over seeds.'
      : 'The interval is Wilson’s for the test images alone; it does not say how much another seed would change.',
    'The study trained each model once; its text names other figures than its output, and the printed blocks of CNN 2 and RNN are identical, so at most one of them is that model’s.',
    `Evaluation is one pass over the test images in batches of ${STUDY_BATCH} (313 for all 10,000), timed by the trainer at the end of each run: forward passes, loss, accuracy and matrix, with the images in memory. The study’s was on another machine, through Keras, rounded to seconds.`,
  ];
}
