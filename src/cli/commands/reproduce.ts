import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { queueStudyRun } from '../../lab/queueStudyRun.ts';
import type { RunDetail, RunSummary } from '../../shared/model/run.ts';
import { isFinal } from '../../shared/model/runState.ts';
import { toHtml } from '../../shared/report/toHtml.ts';
import { toMarkdown } from '../../shared/report/toMarkdown.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { toStudyRun } from '../../shared/study/modelReproduction.ts';
import { reproduce as reproduceStudy } from '../../shared/study/reproduction.ts';
import { REPORT_TITLE, studyReport } from '../../shared/study/studyReport.ts';
import { studyJobs, type StudySize } from '../../shared/study/studySize.ts';
import { runFor } from '../../store/readStudy.ts';
import type { Arguments } from '../arguments.ts';
import { SPEC_OPTIONS } from '../buildSpec.ts';
import type { Command, CommandContext } from '../command.ts';
import { withLab, type HeadlessLab } from '../headlessLab.ts';
import { RunReporter } from '../output/runReporter.ts';
import { trainRun } from '../trainRun.ts';

/** `reproduce`: the study again, and how it compares. */
export const reproduce: Command = {
  name: 'reproduce',
  summary: "train the study's three models, and judge its claims",
  usage:
    'reproduce [--seeds K] [--seed N] [--epochs N] [--samples N] [--test-samples N] [--report DIR] [--json]',
  details: [
    'Trains cnn, cnn2 and rnn, each with K seeds, as the study did: 48,000 images, 10 epochs. What the lab already holds completed, the same spec to its seed, is not trained again, so a reproduction that was interrupted goes on where it was.',
    'Prints a Markdown report and writes it as report.md and report.html: test loss and accuracy with their intervals, evaluation time, confusion matrices, ranking, and a verdict on each of the claims of the study. The runs stay in the lab.',
    'Ctrl+C stops the run that trains, leaves out the rest, and reports what there is (status 1).',
  ],
  options: {
    ...SPEC_OPTIONS,
    seeds: { type: 'string', value: 'K', help: 'train each model with K seeds (1 to 20)' },
    seed: { type: 'string', value: 'N', help: 'the first seed; the others follow it (1)' },
    report: {
      type: 'string',
      value: 'DIR',
      help: "where the report is written (the lab's folder, under study)",
    },
  },
  positionals: { names: [] },
  run: async (context, args) => {
    const size = readSize(args);
    const jobs = studyJobs(size, args.whole('seeds', 1, 20) ?? 1, readSeed(args));
    const runs = await trainMissing(context, jobs);
    const studyRuns = runs.flatMap((run) => toStudyRun(run) ?? []);
    const reproduction = reproduceStudy(size, studyRuns);
    const blocks = studyReport(reproduction, missing(jobs, runs));
    const folder = args.text('report') ?? join(context.home, 'study');
    const report = await writeReports(resolve(folder), {
      'report.md': toMarkdown(blocks),
      'report.html': toHtml(REPORT_TITLE, blocks),
    });
    if (context.json) context.terminal.printJson({ ...reproduction, report });
    else context.terminal.print(toMarkdown(blocks).trimEnd());
    for (const path of report) context.terminal.say(`Written: ${path}`);
    return studyRuns.length === jobs.length ? 0 : 1;
  },
};

function readSize(args: Arguments): StudySize {
  return {
    epochs: args.whole('epochs', 1, 10_000) ?? null,
    samples: args.whole('samples', 50, 60_000) ?? null,
    testSamples: args.whole('test-samples', 10, 10_000) ?? null,
  };
}

function readSeed(args: Arguments): number | undefined {
  return args.whole('seed', 0, 2_147_483_000);
}

/** Every job's run as it ended; jobs that were left out have none. */
async function trainMissing(
  context: CommandContext,
  jobs: readonly ExperimentSpec[],
): Promise<readonly RunDetail[]> {
  const runs: RunDetail[] = [];
  let interrupted = false;
  const endInterrupts = context.onInterrupt(() => {
    interrupted = true;
  });
  try {
    await withLab(context, async (lab) => {
      for (const [index, spec] of jobs.entries()) {
        const place = `[${index + 1}/${jobs.length} ${spec.model} · seed ${spec.seed}] `;
        const run = await trainOnce(context, lab, spec, place, () => interrupted);
        if (run !== null && isFinal(run.state)) runs.push(lab.lab.store.getRun(run.id));
      }
    });
  } finally {
    endInterrupts();
  }
  return runs;
}

async function trainOnce(
  context: CommandContext,
  lab: HeadlessLab,
  spec: ExperimentSpec,
  place: string,
  isInterrupted: () => boolean,
): Promise<RunSummary | null> {
  const known = runFor(lab.lab.store, spec);
  if (known?.state === 'completed') {
    context.terminal.say(`${place}is in the lab: #${known.number} ${known.name}`);
    return known;
  }
  if (isInterrupted()) return null;
  const queued = await queueStudyRun(lab.lab, spec);
  if (queued.epochsDone > 0) {
    context.terminal.say(`${place}goes on after epoch ${queued.epochsDone}`);
  }
  return trainRun(lab, { queued }, new RunReporter(context.terminal.stderr, place), context);
}

function missing(jobs: readonly ExperimentSpec[], runs: readonly RunDetail[]): readonly string[] {
  return jobs.flatMap(({ model, seed }) => {
    const run = runs.find(({ spec }) => spec.model === model && spec.seed === seed);
    if (run?.summary.state === 'completed') return [];
    const reason =
      run === undefined ? 'not trained' : (run.summary.failure?.message ?? run.summary.state);
    return [`${model} · seed ${seed}: ${reason}`];
  });
}

async function writeReports(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    }),
  );
}
