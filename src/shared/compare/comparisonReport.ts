import type { ComparedRun } from '../model/run.ts';
import type { ReportBlock } from '../report/blocks.ts';
import { formatInterval, formatLoss, formatPercent, NOTHING } from '../report/figures.ts';
import { cautions } from './cautions.ts';
import { distinctNames } from './distinctNames.ts';
import { metricRows, type MetricRow } from './metricRows.ts';
import type { PairVerdict } from './pairVerdict.ts';
import { paramRows } from './paramRows.ts';
import { hasRepetitions, seedGroups, type SeedGroup } from './seedGroups.ts';
import { seedVerdicts } from './seedVerdict.ts';
import { seedList } from './seedWords.ts';
import { testLooksWarning } from './testLooks.ts';

/** What a report on a comparison is made of. */
export interface ReportedComparison {
  readonly name: string;
  /** In the person's words; may be empty. */
  readonly question: string;
  /** In the person's words; may be empty. */
  readonly conclusion: string;
  /** The baseline first. */
  readonly runs: readonly ComparedRun[];
  readonly verdicts: readonly PairVerdict[];
  /** How many runs of the lab were tested on the baseline's data. */
  readonly testLooks: number;
  /** The classes of the run's data. */
  readonly classNames: (run: ComparedRun) => readonly string[];
  /** When the report was made, ISO 8601. */
  readonly at: string;
}

/** A comparison in full: what was asked and found, tables, figures, how it is known, specs, environment. */
export function comparisonReport(comparison: ReportedComparison): readonly ReportBlock[] {
  const { name, question, conclusion, runs, at } = comparison;
  const names = distinctNames(runs.map(({ summary }) => summary));
  return [
    { kind: 'heading', level: 1, text: name },
    { kind: 'paragraph', text: `Atelier, ${at}. The baseline is ${names[0] ?? NOTHING}.` },
    ...said('Question', question),
    ...said('Conclusion', conclusion),
    ...statement(comparison),
    ...overSeeds(runs),
    { kind: 'heading', level: 2, text: 'Metrics' },
    metricsTable(runs, names),
    { kind: 'lines', title: 'Validation accuracy (%)', lines: curves(runs, names, 'valAccuracy') },
    { kind: 'lines', title: 'Validation loss', lines: curves(runs, names, 'valLoss') },
    { kind: 'heading', level: 2, text: 'What differs' },
    ...differences(runs, names),
    ...matrices(comparison, names),
    { kind: 'heading', level: 2, text: 'Environment' },
    environment(runs, names),
    { kind: 'heading', level: 2, text: 'Specs' },
    ...runs.flatMap(({ spec }, index): ReportBlock[] => [
      { kind: 'heading', level: 3, text: names[index] ?? '' },
      { kind: 'code', text: JSON.stringify(spec, null, 2) },
    ]),
  ];
}

function said(title: string, text: string): readonly ReportBlock[] {
  if (text.trim() === '') return [];
  const paragraphs = text.split(/\n{2,}/).map((one) => one.trim());
  return [
    { kind: 'heading', level: 2, text: title },
    ...paragraphs.map((one): ReportBlock => ({ kind: 'paragraph', text: one })),
  ];
}

function statement({ runs, verdicts, testLooks }: ReportedComparison): readonly ReportBlock[] {
  const looks = testLooksWarning(testLooks);
  const warnings = [...cautions(runs).map(({ text }) => text), ...(looks === null ? [] : [looks])];
  return [
    { kind: 'heading', level: 2, text: 'Verdict on single runs' },
    { kind: 'list', items: verdicts.map(verdictText) },
    {
      kind: 'paragraph',
      text: 'From what each run said of each test image: McNemar’s exact test (mid-p), corrected by Holm’s method over the pairs; differences of accuracy with Tango’s 95 % score interval; accuracies with Wilson’s.',
    },
    ...(warnings.length === 0
      ? []
      : [{ kind: 'list', items: warnings.map((text) => `Caution: ${text}`) } as const]),
  ];
}

function verdictText(verdict: PairVerdict): string {
  if (verdict.kind === 'refused') return verdict.words;
  const { difference, interval, onlyA, onlyB, p } = verdict;
  return `${verdict.words} Difference ${points(difference)} percentage points, 95 % interval ${points(interval.low)} to ${points(interval.high)}; baseline alone right on ${onlyA}, the other alone on ${onlyB}; uncorrected p = ${p.toPrecision(3)}.`;
}

function overSeeds(runs: readonly ComparedRun[]): readonly ReportBlock[] {
  const groups = seedGroups(runs);
  if (!hasRepetitions(groups)) return [];
  const items = seedVerdicts(groups).map((one) =>
    one.kind === 'refused'
      ? one.words
      : `${one.words} ${one.why} t = ${one.result.t.toFixed(3)}, ${Number(one.result.freedom.toFixed(2))} degrees of freedom, 95 % interval ${points(one.result.interval.low)} to ${points(one.result.interval.high)} percentage points.`,
  );
  return [
    { kind: 'heading', level: 2, text: 'Noise of the seed' },
    {
      kind: 'table',
      columns: [
        { title: 'Spec' },
        ...['n', 'Seeds', 'Test accuracy', 'sd', '95 % interval', 'Test loss', 'sd'].map(
          (title) => ({
            title,
            align: 'right' as const,
          }),
        ),
      ],
      rows: groups.map(seedRow),
    },
    ...(items.length === 0 ? [] : [{ kind: 'list', items } as const]),
  ];
}

function seedRow({ name, seeds, accuracy, loss }: SeedGroup): readonly string[] {
  const interval = accuracy?.interval;
  return [
    name,
    String(seeds.length),
    seedList(seeds) || NOTHING,
    formatPercent(accuracy?.mean),
    formatPercent(accuracy?.sd),
    interval ? `${formatPercent(interval.low)} to ${formatPercent(interval.high)}` : NOTHING,
    formatLoss(loss?.mean),
    formatLoss(loss?.sd),
  ];
}

/** Runs in rows: many runs make a long page, not a broad one. */
function metricsTable(runs: readonly ComparedRun[], names: readonly string[]): ReportBlock {
  const rows = metricRows(runs);
  return {
    kind: 'table',
    columns: [
      { title: 'Run' },
      ...rows.map(({ label }) => ({ title: label, align: 'right' as const })),
      { title: '95 % interval of test accuracy', align: 'right' },
    ],
    rows: names.map((name, index) => [
      name,
      ...rows.map((row) => metricText(row, row.cells[index]?.value ?? null)),
      formatInterval(rows.find(({ key }) => key === 'testAccuracy')?.cells[index]?.interval),
    ]),
  };
}

function metricText({ key }: MetricRow, value: number | null): string {
  if (key === 'bestValAccuracy' || key === 'testAccuracy') return formatPercent(value);
  if (key === 'testLoss') return formatLoss(value);
  if (value === null) return NOTHING;
  return key === 'trainingSeconds' || key === 'secondsPerEpoch'
    ? `${value.toFixed(1)} s`
    : value.toLocaleString('en');
}

function curves(
  runs: readonly ComparedRun[],
  names: readonly string[],
  metric: 'valAccuracy' | 'valLoss',
) {
  const scale = metric === 'valAccuracy' ? 100 : 1;
  return runs.map(({ epochs }, index) => ({
    name: names[index] ?? '',
    points: Array.from(epochs.epoch, (x, place) => ({
      x,
      y: (epochs[metric][place] ?? Number.NaN) * scale,
    })),
  }));
}

function differences(
  runs: readonly ComparedRun[],
  names: readonly string[],
): readonly ReportBlock[] {
  const rows = paramRows(runs.map(({ spec }) => spec)).filter(({ differs }) => differs);
  if (rows.length === 0) return [{ kind: 'paragraph', text: 'The hyperparameters are equal.' }];
  return [
    {
      kind: 'table',
      columns: [{ title: 'Part' }, ...names.map((title) => ({ title, align: 'right' as const }))],
      rows: rows.map(({ label, values }) => [label, ...values.map((value) => value ?? NOTHING)]),
    },
  ];
}

function matrices(
  { runs, classNames }: ReportedComparison,
  names: readonly string[],
): readonly ReportBlock[] {
  const blocks = runs.flatMap((run, index): ReportBlock[] => {
    if (!run.evaluation) return [];
    const classes = classNames(run);
    return [
      { kind: 'heading', level: 3, text: names[index] ?? '' },
      {
        kind: 'table',
        columns: [
          { title: 'true \\ said' },
          ...classes.map((title) => ({ title, align: 'right' as const })),
        ],
        rows: run.evaluation.confusion.map((row, label) => [
          classes[label] ?? '',
          ...row.map(String),
        ]),
      },
    ];
  });
  return blocks.length === 0
    ? []
    : [{ kind: 'heading', level: 2, text: 'Confusion matrices of the test images' }, ...blocks];
}

function environment(runs: readonly ComparedRun[], names: readonly string[]): ReportBlock {
  return {
    kind: 'table',
    columns: [
      'Run',
      'Seed',
      'Atelier',
      'tfjs',
      'libtensorflow',
      'Platform',
      'Processor',
      'Engine',
      'Data (SHA-256)',
    ].map((title) => ({ title })),
    rows: runs.map(({ environment: own, summary, datasetHash }, index) => [
      names[index] ?? '',
      String(summary.seed),
      own?.appVersion ?? NOTHING,
      own?.tfjs ?? NOTHING,
      own?.libtensorflow ?? NOTHING,
      own?.platform ?? NOTHING,
      own ? `${own.cpu}, ${own.cores} cores` : NOTHING,
      own?.engine ?? NOTHING,
      datasetHash?.slice(0, 16) ?? NOTHING,
    ]),
  };
}

function points(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${(Math.abs(difference) * 100).toFixed(2)}`;
}
