import { LabError } from '../../shared/errors.ts';
import type { RunDetail } from '../../shared/model/run.ts';
import {
  compareRecords,
  describeVerification,
  type RunRecord,
} from '../../shared/verify/compareRecords.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Command } from '../command.ts';
import { withLab } from '../headlessLab.ts';
import { RunReporter } from '../output/runReporter.ts';
import { readRuns } from '../readRuns.ts';
import { trainRun } from '../trainRun.ts';

/** `verify`: a run again, and the first number that differs. */
export const verify: Command = {
  name: 'verify',
  summary: 'train a completed run again, and name the first number that differs',
  usage: 'verify RUN [--json]',
  details: [
    'Trains the spec of the run again, as a child of it, and compares to the bit: steps and epochs, test loss, accuracy and predictions, and the hash of the weights. Steps are thinned by the clock, so only those that both records kept are compared.',
    'Says where CPU, versions or cores differ. Status 1 when a number differs, or the repetition does not complete.',
  ],
  options: {},
  positionals: { names: ['run'] },
  run: async (context, { positionals }) => {
    const [original] = await readRuns(context.home, positionals);
    if (original === undefined) return 1;
    assertCompleted(original);
    const { id, name } = original.summary;
    return withLab(context, async (headless) => {
      const { store, queue } = headless.lab;
      const queued = queue.enqueue({
        spec: original.spec,
        name: `${name} · again`.slice(-120),
        parentId: id,
      });
      const reporter = new RunReporter(context.terminal.stderr);
      const ended = await trainRun(headless, { queued }, reporter, context);
      if (ended.state !== 'completed') return 1;
      const result = compareRecords(recordOf(store, id), recordOf(store, ended.id));
      store.saveVerification(id, ended.id, result);
      const words = describeVerification(result);
      if (context.json) {
        context.terminal.printJson({ run: id, repetition: ended.id, words, ...result });
      } else {
        context.terminal.print(`#${original.summary.number} ${name}: ${words}`);
        for (const { place, first, second } of result.environment) {
          context.terminal.print(`  the machine differs: ${place} ${first}, then ${second}`);
        }
      }
      return result.firstDifference === null ? 0 : 1;
    });
  },
};

function recordOf(store: StoreReader, runId: string): RunRecord {
  return {
    detail: store.getRun(runId),
    steps: store.stepMetrics(runId),
    predictions: store.predictions(runId),
  };
}

function assertCompleted({ summary }: RunDetail): void {
  if (summary.state === 'completed') return;
  throw new LabError({
    code: 'illegal-state',
    message: `${summary.name} is ${summary.state}: there is no whole record to verify`,
    hint: 'Choose a completed run, or let this one go on with: npm run lab -- resume',
  });
}
