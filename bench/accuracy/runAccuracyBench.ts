import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import { pairedTTest, summarizeSample, type TTest } from '../../src/shared/stats/tTests.ts';
import { runAlone } from '../alone/runAlone.ts';
import { thisMachine, type Machine } from '../machine.ts';
import { studyModelNames, studySpec, type StudyModelName } from '../studyModels.ts';

const options = {
  models: { type: 'string', default: studyModelNames.join(',') },
  engines: { type: 'string', default: 'float32,bfloat16,stock' },
  seeds: { type: 'string', default: '3' },
  samples: { type: 'string', default: '60000' },
  epochs: { type: 'string', default: '10' },
  json: { type: 'boolean', default: false },
} as const;

type Engine = 'float32' | 'bfloat16' | 'stock';

const ENGINES: readonly Engine[] = ['float32', 'bfloat16', 'stock'];

/** Test accuracies of a model that an engine trained, a seed each. */
interface AccuracyFigure {
  readonly model: StudyModelName;
  readonly engine: Engine;
  readonly accuracies: readonly number[];
  /** Against the first engine on the same seeds; null for that itself. */
  readonly test: TTest | null;
}

/**
 * Runs `npm run bench -- accuracy`: the study's models trained on the same splits, seed by seed, by ours in
 * float32, ours in bfloat16 and stock tfjs's `model.fit`, each run in its own process.
 */
export async function runAccuracyBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const chosen = (list: string) => list.split(',');
  const engines = ENGINES.filter((engine) => chosen(values.engines).includes(engine));
  const figures: AccuracyFigure[] = [];
  for (const model of studyModelNames.filter((name) => chosen(values.models).includes(name))) {
    const lists = new Map<Engine, number[]>(engines.map((engine) => [engine, []]));
    for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
      for (const engine of engines) {
        process.stderr.write(`${model}, seed ${seed}, ${engine}\n`);
        const spec = specOf(model, seed, Number(values.samples), Number(values.epochs));
        lists.get(engine)?.push(await accuracyOf(engine, spec));
      }
    }
    const [reference = []] = lists.values();
    for (const [engine, accuracies] of lists) {
      const test = accuracies === reference ? null : pairedTTest(reference, accuracies);
      figures.push({ model, engine, accuracies, test });
    }
  }
  const document = { machine: thisMachine(), figures };
  process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : table(document));
}

function specOf(
  model: StudyModelName,
  seed: number,
  samples: number,
  epochs: number,
): ExperimentSpec {
  const spec = studySpec(model, { seed });
  return {
    ...spec,
    dataset: { ...spec.dataset, samples },
    training: { ...spec.training, epochs },
  };
}

async function accuracyOf(engine: Engine, spec: ExperimentSpec): Promise<number> {
  if (engine === 'stock') return stockAccuracy(spec);
  const execution = { ...spec.execution, computeType: engine };
  const { events } = await runAlone({ ...spec, execution });
  const evaluation = events.find((event) => event.kind === 'evaluation');
  if (evaluation?.kind !== 'evaluation') throw new Error('there was no evaluation');
  return evaluation.accuracy;
}

async function stockAccuracy(spec: ExperimentSpec): Promise<number> {
  const script = fileURLToPath(new URL('./trainStock.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const datasetDir = process.env['ATELIER_FASHION_MNIST'];
  child.stdin.end(JSON.stringify({ spec, datasetDir }));
  const { accuracy } = (await json(child.stdout)) as { readonly accuracy: number };
  return accuracy;
}

function table({
  machine,
  figures,
}: {
  readonly machine: Machine;
  readonly figures: readonly AccuracyFigure[];
}): string {
  const percent = (share: number, digits = 2): string => (100 * share).toFixed(digits);
  const rows = figures.map(({ model, engine, accuracies, test }) => {
    const { mean, sd } = summarizeSample(accuracies);
    const cells = [
      model,
      engine === 'stock' ? 'stock tfjs-node' : engine,
      accuracies.map((accuracy) => percent(accuracy)).join(', '),
      `${percent(mean)} ± ${sd === null ? '–' : percent(sd)}`,
      test === null ? '–' : difference(test),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `${machine.cpu}, ${machine.cores} cores`,
    '',
    '| model | engine | test accuracy, a seed each, % | mean ± sd, % | against the first, points (95 % interval; paired t) |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function difference({ difference: by, interval: { low, high }, p }: TTest): string {
  const points = (share: number): string => (100 * share).toFixed(2);
  return `${points(by)} (${points(low)} to ${points(high)}; p = ${p.toFixed(2)})`;
}
