import { badInput, type Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { goOnHere, reportQueued } from '../goOn.ts';
import { readRuns } from '../readRuns.ts';

/** `extend`: train a finished run for more epochs. */
export const extend: Command = {
  name: 'extend',
  summary: 'train a completed run for more epochs, as a new run',
  usage: 'extend RUN --epochs N [--json]',
  details: [
    'Makes a new run whose record begins with that of RUN and goes on from its last checkpoint; RUN itself stays as it is. A learning-rate schedule that depends on the number of epochs follows the new number from there on.',
    'While a window or another command holds the lab, the new run is queued there. Otherwise it trains here, with the output of the command run.',
  ],
  options: {
    epochs: { type: 'string', value: 'N', help: 'how many more' },
  },
  positionals: { names: ['run'] },
  run: async (context, args) => {
    const epochs = readEpochs(args);
    const [found] = await readRuns(context.home, args.positionals);
    if (found === undefined) return 1;
    const { id } = found.summary;
    if (await reportQueued(context, { type: 'extend', run: id, epochs })) return 0;
    return goOnHere(context, ({ lab }) => Promise.resolve(lab.extendRun(id, epochs)));
  },
};

function readEpochs(args: Arguments): number {
  const epochs = args.whole('epochs', 1, 10_000);
  if (epochs !== undefined) return epochs;
  throw badInput('--epochs', 'is missing', 'Say how many more epochs to train');
}
