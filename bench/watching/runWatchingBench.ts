import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import { runAlone } from '../alone/runAlone.ts';
import { thisMachine } from '../machine.ts';
import { openBenchLab } from '../openBenchLab.ts';
import { ratioOf, spreadOf, type Spread } from '../statistics.ts';
import { studyModelNames, studySpec, type StudyModelName } from '../studyModels.ts';
import { withSpread } from '../withSpread.ts';

const options = {
  models: { type: 'string', default: 'cnn,rnn' },
  rounds: { type: 'string', default: '7' },
  samples: { type: 'string', default: '20000' },
  json: { type: 'boolean', default: false },
} as const;

/** What watching costs the training of one model. */
interface WatchingFigure {
  readonly model: StudyModelName;
  /** Seconds of an epoch, its validation included, that nobody watches. */
  readonly alone: Spread;
  /** The same epoch in a lab: reports over the port, records in SQLite, a listener. */
  readonly watched: Spread;
  /** Watched by alone, round by round. */
  readonly ratio: Spread;
}

/**
 * Runs `npm run bench -- watching`: the same run in alternating rounds, in a lab and in a process whose
 * reports nobody reads.
 */
export async function runWatchingBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const figures: WatchingFigure[] = [];
  for (const model of studyModelNames.filter((name) => values.models.split(',').includes(name))) {
    figures.push(await measure(model, Number(values.rounds), Number(values.samples)));
  }
  const document = { machine: thisMachine(), rounds: Number(values.rounds), figures };
  process.stdout.write(values.json ? `${JSON.stringify(document)}\n` : table(document));
}

async function measure(
  model: StudyModelName,
  rounds: number,
  samples: number,
): Promise<WatchingFigure> {
  const spec = shortSpec(model, samples);
  const alone: number[] = [];
  const watched: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    process.stderr.write(`${model}, round ${round + 1} of ${rounds}\n`);
    // Either first in turn, so that whatever drifts meets both.
    const both = [
      async () => alone.push(await secondsAlone(spec)),
      async () => watched.push(await secondsInLab(spec)),
    ];
    for (const each of round % 2 === 0 ? both : both.reverse()) await each();
  }
  return {
    model,
    alone: spreadOf(alone),
    watched: spreadOf(watched),
    ratio: ratioOf(watched, alone),
  };
}

/** Two epochs, with workers that no trial decides on. */
function shortSpec(model: StudyModelName, samples: number): ExperimentSpec {
  const spec = studySpec(model);
  return {
    ...spec,
    dataset: { ...spec.dataset, samples, testSamples: 100 },
    training: { ...spec.training, epochs: 2 },
    execution: { ...spec.execution, workers: model === 'rnn' ? 2 : 1 },
  };
}

async function secondsAlone(spec: ExperimentSpec): Promise<number> {
  const { events } = await runAlone(spec);
  return lastOf(events.flatMap((event) => (event.kind === 'epoch' ? [event.seconds] : [])));
}

async function secondsInLab(spec: ExperimentSpec): Promise<number> {
  const home = mkdtempSync(path.join(tmpdir(), 'atelier-bench-'));
  const lab = await openBenchLab(home);
  const seconds: number[] = [];
  lab.subscribe((event) => {
    if (event.kind !== 'trainer') return;
    const told = event.notice.event;
    if (told.kind === 'epoch') seconds.push(told.seconds);
  });
  try {
    const { state } = await lab.queue.train(lab.queue.enqueue({ spec }).id);
    if (state !== 'completed') throw new Error(`the run ended as ${state}`);
    return lastOf(seconds);
  } finally {
    await lab.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The first epoch makes constants and workspaces. */
function lastOf(seconds: readonly number[]): number {
  const last = seconds.at(-1);
  if (last === undefined) throw new Error('there was no epoch');
  return last;
}

function table({
  machine,
  rounds,
  figures,
}: {
  readonly machine: ReturnType<typeof thisMachine>;
  readonly rounds: number;
  readonly figures: readonly WatchingFigure[];
}): string {
  const rows = figures.map(({ model, alone, watched, ratio }) => {
    const cells = [model, withSpread(alone, 2), withSpread(watched, 2), withSpread(ratio, 3)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `${machine.cpu}, ${machine.cores} cores; ${rounds} alternating rounds: median (min–max)`,
    '',
    '| model | an epoch alone, s | watched, s | watched by alone |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
