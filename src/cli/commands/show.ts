import { describeLayer } from '../../shared/compare/describeLayer.ts';
import {
  describeTraining,
  TRAINING_OPTIONS,
  type TrainingOption,
} from '../../shared/compare/describeTraining.ts';
import { classNamesOf } from '../../shared/dataset/classNamesOf.ts';
import type { DatasetCatalogue } from '../../shared/dataset/datasetDescription.ts';
import type { EnvironmentDetails } from '../../shared/contract/trainerProtocol.ts';
import type { Evaluation, LogLine, RunDetail } from '../../shared/model/run.ts';
import { formatBytes } from '../../shared/formatBytes.ts';
import { describeEnding } from '../../shared/model/runEnding.ts';
import { flattenSpec } from '../../shared/spec/flattenSpec.ts';
import { innerLayers, type Layer } from '../../shared/spec/layers/index.ts';
import { wilsonInterval } from '../../shared/stats/wilson.ts';
import { describeVerification } from '../../shared/verify/compareRecords.ts';
import type { RunVerification } from '../../shared/verify/runVerification.ts';
import type { Command } from '../command.ts';
import { confusionTable } from '../output/confusionTable.ts';
import {
  formatCount,
  formatInterval,
  formatLoss,
  formatMoment,
  formatPercent,
  formatRange,
  formatRate,
  formatSeconds,
} from '../output/format.ts';
import { formatPairs, formatTable, indent } from '../output/table.ts';
import { readKnownDatasets } from '../readDatasets.ts';
import { readRuns } from '../readRuns.ts';
import { withReader } from '../withReader.ts';

/** `show`: all that is known of a run. */
export const show: Command = {
  name: 'show',
  summary: 'all that is known of a run',
  usage: 'show RUN [--log] [--json]',
  details: ['Also while another process holds the lab.'],
  options: {
    log: { type: 'boolean', help: "the trainer's own words instead" },
  },
  positionals: { names: ['run'] },
  run: async ({ home, terminal, json }, args) => {
    const [run] = await readRuns(home, args.positionals);
    if (run === undefined) return 1;
    if (args.flag('log')) {
      const lines = (await withReader(home, (store) => store.log(run.summary.id))) ?? [];
      if (json) terminal.printJson(lines);
      else terminal.print(lines.map(logLine).join('\n'));
      return 0;
    }
    if (json) terminal.printJson(run);
    else {
      const found = (await withReader(home, (store) => store.verifications(run.summary.id))) ?? [];
      const own = found.filter((verification) => verification.run.id === run.summary.id);
      const known = await readKnownDatasets(home);
      terminal.print([...sections(run, known), ...verifications(own)].join('\n\n'));
    }
    return 0;
  },
};

function logLine({ at, level, message }: LogLine): string {
  return `${formatMoment(at)}  ${level.padEnd(7)}  ${message}`;
}

function verifications(found: readonly RunVerification[]): readonly string[] {
  if (found.length === 0) return [];
  const lines = found.map(({ repetition, result, createdAt }) => {
    const again = repetition === null ? 'a run that is gone' : `#${repetition.number}`;
    const words =
      result === null ? `${repetition?.state ?? 'not over'}` : describeVerification(result);
    return `${formatMoment(createdAt)}  against ${again}: ${words}`;
  });
  return [`Verified\n${indent(lines.join('\n'))}`];
}

function sections(run: RunDetail, datasets: DatasetCatalogue): readonly string[] {
  return [
    summary(run),
    `Spec\n${indent(spec(run))}`,
    ...(run.epochs.length === 0 ? [] : [`Epochs\n${indent(epochs(run))}`]),
    ...(run.evaluation === null ? [] : evaluation(run.evaluation, namesOf(run, datasets))),
  ];
}

function summary({ summary: run, environment, ending, datasetHash, cost }: RunDetail): string {
  const pairs: (readonly [string, string])[] = [
    ['run', `#${run.number}  ${run.name}`],
    ['id', run.id],
    [
      'state',
      run.queuePosition === null ? run.state : `${run.state}, ${run.queuePosition}. in line`,
    ],
    ['model', `${run.model}, ${formatCount(run.parameters)} parameters`],
    ['epochs', `${run.epochsDone} of ${run.epochs}`],
    ['best validation', `${formatPercent(run.bestValAccuracy)} (epoch ${run.bestEpoch ?? '–'})`],
    ['created', formatMoment(run.createdAt)],
    ['started', formatMoment(run.startedAt)],
    ['finished', formatMoment(run.finishedAt)],
    ['training time', formatSeconds(run.trainingSeconds)],
  ];
  if (cost.estimate) pairs.push(['estimated', formatRange(cost.estimate.seconds)]);
  pairs.push(...memory(cost));
  if (ending) pairs.push(...describeEnding(ending).map((words) => ['ending', words] as const));
  if (environment) {
    pairs.push(['trained on', describeEnvironment(environment)]);
    pairs.push(...details(environment.details));
  }
  if (datasetHash) pairs.push(['data', datasetHash]);
  if (run.failure) {
    const { message, hint } = run.failure;
    pairs.push(['failure', hint === undefined ? message : `${message}. ${hint}`]);
  }
  return formatPairs(pairs);
}

function memory({ predictedPeakBytes, peakBytes }: RunDetail['cost']): [string, string][] {
  if (predictedPeakBytes === null) return [];
  const used = peakBytes === null ? '' : `, used ${formatBytes(peakBytes)}`;
  return [['peak memory', `predicted ${formatBytes(predictedPeakBytes)}${used}`]];
}

function details(found: EnvironmentDetails | undefined): [string, string][] {
  if (found === undefined) return [];
  const { cpuFlags, threads, settings, kernels } = found;
  const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [
    ['instructions', cpuFlags.join(' ') || 'not known'],
    ['threads', `${threads.intraOp} within an operation, ${threads.interOp} between`],
    ...(set.length === 0 ? [] : ([['variables', set.join(' ')]] as [string, string][])),
    ...(kernels.missing.length === 0
      ? []
      : ([['missing kernels', kernels.missing.join(', ')]] as [string, string][])),
  ];
}

function describeEnvironment(environment: NonNullable<RunDetail['environment']>): string {
  const { cpu, cores, libtensorflow, tfjs, platform, engine } = environment;
  return `${cpu}, ${cores} cores, ${platform}; TensorFlow ${libtensorflow}, tfjs ${tfjs}, ${engine} engine`;
}

function spec({ spec: { architecture, ...rest } }: RunDetail): string {
  const options = (Object.keys(TRAINING_OPTIONS) as TrainingOption[]).flatMap((option) => {
    const words = describeTraining(option, rest.training);
    return words === null ? [] : [[TRAINING_OPTIONS[option].toLowerCase(), words] as const];
  });
  const params = flattenSpec({ ...rest, architecture: { ...architecture, layers: [] } })
    .filter(({ key }) => key !== 'version' && !isTrainingOption(key))
    .map(({ key, value }) => [key, value === null ? 'all' : String(value)] as const);
  const lines = layerLines(architecture.layers, '');
  return `${formatPairs([...params, ...options])}\nlayers\n${indent(lines.join('\n'))}`;
}

function isTrainingOption(key: string): boolean {
  return Object.keys(TRAINING_OPTIONS).some((option) =>
    `${key}.`.startsWith(`training.${option}.`),
  );
}

/** A line for each layer, those inside a block below it. */
function layerLines(layers: readonly Layer[], margin: string): readonly string[] {
  return layers.flatMap((layer, index) => {
    const options = describeLayer(layer);
    const number = String(index).padStart(2);
    const line = `${margin}${number}  ${layer.type}${options === '' ? '' : `  ${options}`}`;
    return [line, ...layerLines(innerLayers(layer), `${margin}    `)];
  });
}

function epochs({ epochs: rows, summary: { bestEpoch } }: RunDetail): string {
  return formatTable(
    ['epoch', 'loss', 'accuracy', 'val. loss', 'val. accuracy', 'rate', 'time', ''].map(
      (title) => ({
        title,
        align: title === '' ? ('left' as const) : ('right' as const),
      }),
    ),
    rows.map((row) => [
      String(row.epoch),
      formatLoss(row.loss),
      formatPercent(row.accuracy),
      formatLoss(row.valLoss),
      formatPercent(row.valAccuracy),
      formatRate(row.learningRate),
      formatSeconds(row.seconds),
      row.epoch === bestEpoch ? 'best' : '',
    ]),
  );
}

function namesOf({ spec, evaluation: result }: RunDetail, datasets: DatasetCatalogue) {
  return classNamesOf(datasets, spec.dataset.id, result?.confusion.length ?? 0);
}

function evaluation(result: Evaluation, classNames: readonly string[]): readonly string[] {
  const perClass = formatTable(
    [
      { title: 'class' },
      ...['precision', 'recall', 'F1', 'images'].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    result.perClass.map(({ precision, recall, f1, support }, index) => [
      classNames[index] ?? String(index),
      formatPercent(precision),
      formatPercent(recall),
      formatPercent(f1),
      formatCount(support),
    ]),
  );
  const right = Math.round(result.accuracy * result.count);
  const interval = wilsonInterval(right, result.count);
  return [
    `Test\n${indent(
      formatPairs([
        ['loss', formatLoss(result.loss)],
        [
          'accuracy',
          `${formatPercent(result.accuracy)} (95 % interval ${formatInterval(interval)})`,
        ],
        ['images', formatCount(result.count)],
        ['time', formatSeconds(result.seconds)],
      ]),
    )}`,
    `Confusion matrix\n${indent(confusionTable(result.confusion, classNames))}`,
    `Per class\n${indent(perClass)}`,
  ];
}
