import { parseArgs } from 'node:util';
import { median } from '../../src/shared/stats/quantile.ts';
import { thisMachine } from '../machine.ts';
import { ratioOf, spreadOf } from '../statistics.ts';
import { studyModelNames, studySpec, type StudyModelName } from '../studyModels.ts';
import {
  ownContenders,
  pythonContenders,
  runContender,
  type Contender,
  type TrainResult,
} from './contender.ts';
import type { ModelFigures } from './figures.ts';
import { floorMs } from './floor.ts';
import { trainTable } from './trainTable.ts';

const options = {
  models: { type: 'string', default: studyModelNames.join(',') },
  rounds: { type: 'string', default: '5' },
  steps: { type: 'string', default: '20' },
  batch: { type: 'string', default: '256' },
  python: { type: 'string', multiple: true, default: [] as string[] },
  bfloat16: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Runs `npm run bench -- train`: all contenders in alternating rounds, each in its own process. */
export async function runTrainBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const contenders = [
    ...ownContenders(values.bfloat16),
    ...values.python.flatMap(pythonContenders),
  ];
  const chosen = studyModelNames.filter((name) => values.models.split(',').includes(name));
  const all: ModelFigures[] = [];
  for (const model of chosen) {
    const rounds = await runRounds(model, contenders, {
      rounds: Number(values.rounds),
      steps: Number(values.steps),
      batch: Number(values.batch),
    });
    all.push(figuresOf(model, rounds, Number(values.batch)));
  }
  const machine = thisMachine();
  const document = { machine, rounds: Number(values.rounds), models: all };
  process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : trainTable(document));
}

interface Rounds {
  readonly rounds: number;
  readonly steps: number;
  readonly batch: number;
}

async function runRounds(
  model: StudyModelName,
  contenders: readonly Contender[],
  { rounds, steps, batch }: Rounds,
): Promise<Map<string, TrainResult[]>> {
  const spec = studySpec(model);
  const { architecture } = spec;
  const request = { spec, architecture, batch, steps, warmup: 4, evaluate: true };
  const results = new Map<string, TrainResult[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      process.stderr.write(`${model}, round ${round + 1} of ${rounds}: ${contender.name}\n`);
      results.get(contender.name)?.push(await runContender(contender, request));
    }
  }
  return results;
}

function figuresOf(
  model: StudyModelName,
  results: ReadonlyMap<string, readonly TrainResult[]>,
  batch: number,
): ModelFigures {
  const [ours = []] = results.values();
  const stepMs = (list: readonly TrainResult[]) => list.map((result) => median(result.stepMs));
  const evaluateMs = (list: readonly TrainResult[]) =>
    list.map((result) => result.evaluateMs ?? Number.NaN);
  // The first that says how fast it multiplies; one in another type has another floor.
  const measured = [...results.values()].find((list) => list[0]?.gflops !== undefined) ?? [];
  const gflops = measured.map((result) => result.gflops ?? Number.NaN);
  const floors = gflops.map((rate) => floorMs(studySpec(model).architecture, batch, rate));
  const figures = [...results].map(([contender, list]) => ({
    contender,
    stepMs: spreadOf(stepMs(list)),
    imagesPerSecond: (1000 * batch) / median(stepMs(list)),
    peakRssBytes: spreadOf(list.map(({ peakRssBytes }) => peakRssBytes)),
    evaluateMs: spreadOf(evaluateMs(list)),
    ratio: ratioOf(stepMs(list), stepMs(ours)),
    evaluateRatio: ratioOf(evaluateMs(list), evaluateMs(ours)),
    floorRatio: ratioOf(stepMs(list), floors),
    versions: list[0]?.versions ?? {},
  }));
  return { model, floorMs: spreadOf(floors), gflops: spreadOf(gflops), figures };
}
