import { resolve } from 'node:path';
import { writeAtomic } from '../../lab/writeAtomic.ts';
import { cautions } from '../../shared/compare/cautions.ts';
import { metricRows, type MetricRow } from '../../shared/compare/metricRows.ts';
import { pairVerdicts, type PairVerdict } from '../../shared/compare/pairVerdict.ts';
import { paramRows, type ParamRow } from '../../shared/compare/paramRows.ts';
import { comparisonReport } from '../../shared/compare/comparisonReport.ts';
import { toHtml } from '../../shared/report/toHtml.ts';
import { hasRepetitions, seedGroups } from '../../shared/compare/seedGroups.ts';
import { seedVerdicts } from '../../shared/compare/seedVerdict.ts';
import { testLooksWarning } from '../../shared/compare/testLooks.ts';
import { classNamesOf } from '../../shared/dataset/classNamesOf.ts';
import type { DatasetCatalogue } from '../../shared/dataset/datasetDescription.ts';
import type { ComparedRun } from '../../shared/model/run.ts';
import type { TTest } from '../../shared/stats/tTests.ts';
import { readTestedRuns } from '../../store/readTestedRuns.ts';
import type { Command, CommandContext } from '../command.ts';
import { confusionTable, sideBySide } from '../output/confusionTable.ts';
import {
  formatCount,
  formatInterval,
  formatLoss,
  formatPercent,
  formatSeconds,
  NOTHING,
} from '../output/format.ts';
import { seedGroupRecord, seedGroupTable } from '../output/seedGroupTable.ts';
import { formatTable } from '../output/table.ts';
import { readComparedRuns } from '../readRuns.ts';
import { readKnownDatasets } from '../readDatasets.ts';
import { readTruths } from '../readTruths.ts';
import { withReader } from '../withReader.ts';

/** `compare`: runs side by side. */
export const compare: Command = {
  name: 'compare',
  summary: 'runs side by side, the first one being the baseline',
  usage: 'compare RUN RUN … [--html FILE] [--json]',
  details: [
    'Metrics with the best marked, the hyperparameters in which the runs differ, and the confusion matrices. Whether a difference in test accuracy is more than noise is judged from what each run said of each test image: McNemar’s exact test (mid-p), corrected by Holm’s method when there are several pairs.',
    'Runs that differ in their seed alone stand together as one row with mean, standard deviation and a 95 % t interval, and specs are judged over their seeds: by a paired t test where the seeds are the same, by Welch’s otherwise.',
  ],
  options: {
    html: { type: 'string', value: 'FILE', help: 'also write a self-contained HTML page' },
  },
  positionals: { names: ['run', 'run'], max: 50 },
  run: async (context, args) => {
    const { positionals } = args;
    const { home, terminal, json } = context;
    const runs = await readComparedRuns(home, positionals);
    const judged = await judge(context, runs);
    const html = args.text('html');
    if (html !== undefined) await writeReport(context, html, runs, judged);
    if (json) {
      terminal.printJson(toDocument(runs, judged));
      return 0;
    }
    const datasets = await readKnownDatasets(home);
    terminal.print(sections(runs, judged, datasets, terminal.stdout.columns).join('\n\n'));
    return 0;
  },
};

async function writeReport(
  { home, terminal }: CommandContext,
  file: string,
  runs: readonly ComparedRun[],
  { verdicts, testLooks }: Judged,
): Promise<void> {
  const datasets = await readKnownDatasets(home);
  const name = 'Comparison';
  const blocks = comparisonReport({
    name,
    question: '',
    conclusion: '',
    runs,
    verdicts,
    testLooks,
    classNames: ({ spec, evaluation }) =>
      classNamesOf(datasets, spec.dataset.id, evaluation?.confusion.length ?? 0),
    at: new Date().toISOString(),
  });
  await writeAtomic(resolve(file), toHtml(name, blocks));
  terminal.say(`Written: ${resolve(file)}`);
}

/** What the stored predictions say of the runs. */
interface Judged {
  readonly verdicts: readonly PairVerdict[];
  /** How many runs of the lab were tested on the baseline's data. */
  readonly testLooks: number;
}

async function judge(context: CommandContext, runs: readonly ComparedRun[]): Promise<Judged> {
  const truths = await readTruths(
    context,
    runs.map(({ spec }) => spec.dataset.id),
  );
  const hash = runs[0]?.datasetHash ?? null;
  const ids = [...new Set(runs.map(({ summary }) => summary.id))];
  const judged = await withReader(context.home, (store) => ({
    verdicts: pairVerdicts(readTestedRuns(store, ids), truths),
    testLooks: hash === null ? 0 : store.countTested(hash),
  }));
  return judged ?? { verdicts: [], testLooks: 0 };
}

function differences(runs: readonly ComparedRun[]): readonly ParamRow[] {
  return paramRows(runs.map(({ spec }) => spec)).filter(({ differs }) => differs);
}

function toDocument(runs: readonly ComparedRun[], { verdicts }: Judged) {
  const [baseline] = runs;
  const groups = seedGroups(runs);
  return {
    baseline: baseline?.summary.id,
    runs: runs.map(({ summary, evaluation }) => ({
      ...summary,
      confusion: evaluation?.confusion ?? null,
    })),
    metrics: metricRows(runs),
    parameters: differences(runs),
    verdicts,
    seedGroups: groups.map(seedGroupRecord),
    seedVerdicts: hasRepetitions(groups) ? seedVerdicts(groups) : [],
    cautions: cautions(runs),
  };
}

function sections(
  runs: readonly ComparedRun[],
  { verdicts, testLooks }: Judged,
  datasets: DatasetCatalogue,
  columns: number | undefined,
): readonly string[] {
  const differing = differences(runs);
  const looks = testLooksWarning(testLooks);
  const warnings = [
    ...cautions(runs).map(({ text }) => text),
    ...(looks === null ? [] : [looks]),
  ].map((text) => `Caution: ${text}`);
  return [
    metricsTable(runs),
    ...(differing.length === 0
      ? ['The hyperparameters are equal.']
      : [differencesTable(runs, differing)]),
    ...(verdicts.length === 0
      ? []
      : [verdicts.map((verdict) => verdictLines(verdict, runs)).join('\n')]),
    ...overSeeds(runs),
    ...(warnings.length === 0 ? [] : [warnings.join('\n')]),
    ...matrices(runs, datasets, columns),
  ];
}

function heads(runs: readonly ComparedRun[]) {
  return runs.map(({ summary }) => ({
    title: `#${summary.number} ${summary.name}`,
    align: 'right' as const,
  }));
}

function metricsTable(runs: readonly ComparedRun[]): string {
  const rows = metricRows(runs);
  const intervals = rows.find(({ key }) => key === 'testAccuracy');
  const body = rows.map((row) => [
    row.label,
    ...row.cells.map(({ value }, index) => {
      const mark = row.best === index ? 'best ' : '';
      return `${mark}${formatMetric(row, value)}`;
    }),
  ]);
  const interval = [
    '  95 % interval',
    ...(intervals?.cells.map((cell) => formatInterval(cell.interval)) ?? []),
  ];
  const place = rows.findIndex(({ key }) => key === 'testAccuracy') + 1;
  return formatTable([{ title: 'metric' }, ...heads(runs)], body.toSpliced(place, 0, interval));
}

function formatMetric({ key }: MetricRow, value: number | null): string {
  switch (key) {
    case 'bestValAccuracy':
    case 'testAccuracy':
      return formatPercent(value);
    case 'testLoss':
      return formatLoss(value);
    case 'parameters':
    case 'epochs':
      return formatCount(value);
    case 'trainingSeconds':
    case 'secondsPerEpoch':
      return formatSeconds(value);
  }
}

function differencesTable(runs: readonly ComparedRun[], rows: readonly ParamRow[]): string {
  return formatTable(
    [{ title: 'differs in' }, ...heads(runs)],
    rows.map(({ label, values }) => [label, ...values.map((value) => value ?? NOTHING)]),
  );
}

/** The verdict, and below it the figures it rests on. */
function verdictLines(verdict: PairVerdict, runs: readonly ComparedRun[]): string {
  if (verdict.kind === 'refused') return verdict.words;
  const { difference, interval, onlyA, onlyB } = verdict;
  const [a, b] = [verdict.a, verdict.b].map((id) => {
    return `#${runs.find(({ summary }) => summary.id === id)?.summary.number ?? '?'}`;
  });
  const range = `95 % interval ${points(interval.low)} to ${points(interval.high)}`;
  const alone = `${a} alone right on ${formatCount(onlyA)}, ${b} alone on ${formatCount(onlyB)}`;
  return `${verdict.words}\n  ${b} minus ${a}: ${points(difference)} percentage points, ${range}; ${alone}`;
}

/** What the repetitions say, where there are any. */
function overSeeds(runs: readonly ComparedRun[]): readonly string[] {
  const groups = seedGroups(runs);
  if (!hasRepetitions(groups)) return [];
  const verdicts = seedVerdicts(groups).map((verdict) =>
    verdict.kind === 'refused'
      ? verdict.words
      : `${verdict.words}\n  ${verdict.why}\n  ${tTestText(verdict.result)}`,
  );
  return [seedGroupTable(groups), ...(verdicts.length === 0 ? [] : [verdicts.join('\n')])];
}

function tTestText({ difference, interval, t, freedom }: TTest): string {
  const range = `95 % interval ${points(interval.low)} to ${points(interval.high)}`;
  return `Difference of means ${points(difference)} percentage points, ${range}; t = ${t.toFixed(2)}, ${Number(freedom.toFixed(1))} degrees of freedom`;
}

function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${(Math.abs(difference) * 100).toFixed(2)}`;
}

function matrices(
  runs: readonly ComparedRun[],
  datasets: DatasetCatalogue,
  columns: number | undefined,
): readonly string[] {
  const blocks = runs.flatMap(({ summary, spec, evaluation }) =>
    evaluation === null
      ? []
      : [
          {
            head: `Confusion matrix of #${summary.number} (${formatCount(evaluation.count)} test images)`,
            body: confusionTable(
              evaluation.confusion,
              classNamesOf(datasets, spec.dataset.id, evaluation.confusion.length),
            ),
          },
        ],
  );
  if (blocks.length === 0) return [];
  const joined = sideBySide(blocks);
  const width = Math.max(...joined.split('\n').map((line) => line.length));
  // On a terminal too narrow for that, rows would wrap into each other.
  if (columns && width >= columns) {
    return blocks.map(({ head, body }) => `${head}\n${body}`);
  }
  return [joined];
}
