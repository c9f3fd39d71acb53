import { availableParallelism } from 'node:os';
import type { RunDetail } from '../../shared/model/run.ts';
import { isFinal } from '../../shared/model/runState.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { STUDY_FIGURES } from '../../shared/study/studyFigures.ts';
import type { Arguments } from '../arguments.ts';
import { buildSpec, readChanges, SPEC_OPTIONS } from '../buildSpec.ts';
import type { Command, CommandContext } from '../command.ts';
import { withLab } from '../headlessLab.ts';
import { RunReporter } from '../output/runReporter.ts';
import { reproduceModel, type ModelReproduction } from '../reproduce/reproduction.ts';
import {
  reproducedClaims,
  reproductionText,
  type ReproductionSetting,
} from '../reproduce/reproductionText.ts';
import { trainRun } from '../trainRun.ts';

/** `reproduce`: the study again, and how it compares. */
export const reproduce: Command = {
  name: 'reproduce',
  summary: "train the study's three models, and compare with its figures",
  usage: 'reproduce [--epochs N] [--samples N] [--test-samples N] [--seeds K] [--json]',
  details: [
    'Trains cnn, cnn2 and rnn, each with the seeds 1 to K, as the study did: 48,000 images, 10 epochs. Prints a Markdown table of test loss and accuracy next to the figures that the study printed and wrote. The runs stay in the lab.',
    'Ctrl+C stops the run that trains, leaves out the rest, and prints what there is (status 1).',
  ],
  options: {
    ...SPEC_OPTIONS,
    seeds: { type: 'string', value: 'K', help: 'train each model with K seeds (1 to 20)' },
  },
  positionals: { names: [] },
  run: async (context, args) => {
    const jobs = await plan(args);
    const started = performance.now();
    const runs = await trainAll(context, jobs);
    const models = STUDY_FIGURES.map((study) =>
      reproduceModel(
        study,
        runs.filter(({ spec }) => spec.model === study.preset),
      ),
    );
    const seconds = (performance.now() - started) / 1000;
    report(context, models, describeSetting(jobs, runs, seconds));
    const completed = runs.filter(({ summary }) => summary.state === 'completed');
    return completed.length === jobs.length ? 0 : 1;
  },
};

async function plan(args: Arguments): Promise<readonly ExperimentSpec[]> {
  const seeds = args.whole('seeds', 1, 20) ?? 1;
  const changes = readChanges(args);
  const specs = STUDY_FIGURES.flatMap(({ preset }) =>
    Array.from({ length: seeds }, (_, index) =>
      buildSpec(preset, [...changes, { path: 'seed', value: index + 1 }]),
    ),
  );
  return Promise.all(specs);
}

async function trainAll(
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
        if (interrupted) break;
        const reporter = new RunReporter(
          context.terminal.stderr,
          `[${index + 1}/${jobs.length} ${spec.model}] `,
        );
        const request = { spec, name: `reproduce ${spec.model} · seed ${spec.seed}` };
        const ended = await trainRun(lab, request, reporter, context);
        if (isFinal(ended.state)) runs.push(lab.lab.store.getRun(ended.id));
      }
    });
  } finally {
    endInterrupts();
  }
  return runs;
}

function describeSetting(
  jobs: readonly ExperimentSpec[],
  runs: readonly RunDetail[],
  seconds: number,
): ReproductionSetting {
  const spec = jobs[0];
  const total = spec?.dataset.samples ?? 60_000;
  const validationCount = Math.round(total * (spec?.dataset.validationShare ?? 0.2));
  return {
    trainCount: total - validationCount,
    validationCount,
    epochs: spec?.training.epochs ?? 0,
    seeds: jobs.length / STUDY_FIGURES.length,
    cores: runs[0]?.environment?.cores ?? availableParallelism(),
    seconds,
  };
}

function report(
  { terminal, json }: CommandContext,
  models: readonly ModelReproduction[],
  setting: ReproductionSetting,
): void {
  if (json) terminal.printJson({ setting, models, claims: reproducedClaims(models, setting) });
  else terminal.print(reproductionText(models, setting));
}
