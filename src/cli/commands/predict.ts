import { readFile } from 'node:fs/promises';
import { createRunInspection } from '../../lab/runInspection.ts';
import { createLabDatasets } from '../../lab/labDatasets.ts';
import { labPaths } from '../../lab/labPaths.ts';
import { Inspector } from '../../queue/inspector.ts';
import type { ImageChoice, ImagePrediction } from '../../shared/contract/inspect.ts';
import { classNamesOf } from '../../shared/dataset/classNamesOf.ts';
import { LabError } from '../../shared/errors.ts';
import { loadDataset } from '../../trainer/datasets/loadDataset.ts';
import { badInput, type Arguments } from '../arguments.ts';
import { childTrainer } from '../childTrainer.ts';
import type { Command, CommandContext } from '../command.ts';
import { datasetDir } from '../datasetDir.ts';
import { formatPercent } from '../output/format.ts';
import { formatTable } from '../output/table.ts';
import { withReader } from '../withReader.ts';

/** A prediction with the names of the classes. */
interface NamedPrediction extends ImagePrediction {
  readonly classNames: readonly string[];
}

/** `predict`: what a run's model says of an image. */
export const predict: Command = {
  name: 'predict',
  summary: 'what a run says of one image: the probability of every class',
  usage: 'predict RUN IMAGE [--split test|train] [--epoch N] [--json]',
  details: [
    'IMAGE is the index of an image in the data set, counted from 0, or a file: JSON with the list of its values, 0 to 255, row by row, or that many raw bytes.',
    'The model that the run saved is asked, or with --epoch the checkpoint of that epoch. Also while another process holds the lab.',
  ],
  options: {
    split: {
      type: 'string',
      value: 'S',
      help: 'which file an index counts in: test (as usual) or train',
    },
    epoch: { type: 'string', value: 'N', help: 'ask the checkpoint of this epoch' },
  },
  positionals: { names: ['run', 'image'] },
  run: async (context, args) => {
    const [run = '', name = ''] = args.positionals;
    const image = await readImage(name, args);
    const prediction = await ask(context, run, args.whole('epoch', 1, 10_000) ?? null, image);
    print(context, prediction);
    return 0;
  },
};

async function ask(
  { home, env }: CommandContext,
  run: string,
  epoch: number | null,
  image: ImageChoice,
): Promise<NamedPrediction> {
  const inspector = new Inspector(childTrainer());
  const paths = labPaths(home);
  try {
    const prediction = await withReader(home, async (store) => {
      const datasets = createLabDatasets({ store, paths, fashionMnistDir: datasetDir(env) });
      const inspection = createRunInspection({
        store,
        inspector,
        runDir: paths.run,
        describe: (id) => datasets.locate(id).description,
        dataset: (id) => {
          const { description, directory } = datasets.locate(id);
          return loadDataset(description, directory);
        },
      });
      const runId = store.findRun(run);
      const found = await inspection.predict({ runId, epoch, image });
      const { id } = store.getRun(runId).spec.dataset;
      const classNames = classNamesOf(datasets.known(), id, found.probabilities.length);
      return { ...found, classNames };
    });
    if (prediction !== undefined) return prediction;
  } finally {
    await inspector.dispose();
  }
  throw new LabError({
    code: 'not-found',
    message: `There is no lab at ${home} yet, and so no run "${run}"`,
    hint: 'Train something first, or name another lab with --home',
  });
}

async function readImage(name: string, args: Arguments): Promise<ImageChoice> {
  const split = args.text('split') ?? 'test';
  if (split !== 'test' && split !== 'train') {
    throw badInput('--split', `is "${split}"`, 'Use --split test or --split train');
  }
  if (/^\d{1,9}$/.test(name)) return { kind: 'sample', split, index: Number(name) };
  const bytes = await readFile(name).catch((cause: Error) => {
    throw badInput(
      'image',
      `"${name}" cannot be read: ${cause.message}`,
      'Name an index or a file',
    );
  });
  return { kind: 'drawn', pixels: name.endsWith('.json') ? readJson(name, bytes) : [...bytes] };
}

function readJson(name: string, bytes: Buffer): number[] {
  const values: unknown = parse(bytes.toString('utf8'));
  const isByte = (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255;
  const flat: unknown[] = Array.isArray(values) ? values.flat(2) : [];
  if (flat.length > 0 && flat.every(isByte)) return flat;
  throw badInput('image', `${name} is no list of whole numbers from 0 to 255`, 'Correct the file');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function print({ terminal, json }: CommandContext, prediction: NamedPrediction): void {
  const { label, classNames } = prediction;
  const probabilities = [...prediction.probabilities];
  if (json) {
    const predicted = probabilities.indexOf(Math.max(...probabilities));
    terminal.printJson({ label, predicted, classNames, probabilities });
    return;
  }
  const rows = probabilities
    .map((probability, index) => ({ probability, index }))
    .sort((left, right) => right.probability - left.probability)
    .map(({ probability, index }) => [
      classNames[index] ?? String(index),
      formatPercent(probability),
      index === label ? 'true class' : '',
    ]);
  const columns = [
    { title: 'class' },
    { title: 'probability', align: 'right' as const },
    { title: '' },
  ];
  terminal.print(formatTable(columns, rows));
}
