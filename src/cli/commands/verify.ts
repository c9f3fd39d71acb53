import { describeVerification } from '../../shared/verify/compareRecords.ts';
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
    const { id, name } = original.summary;
    return withLab(context, async (headless) => {
      const { store } = headless.lab;
      const queued = headless.lab.verifyRun(id);
      const reporter = new RunReporter(context.terminal.stderr);
      const ended = await trainRun(headless, { queued }, reporter, context);
      if (ended.state !== 'completed') return 1;
      const result = store
        .verifications(id)
        .find(({ repetition }) => repetition?.id === ended.id)?.result;
      if (!result) return 1;
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
