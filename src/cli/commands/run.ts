import { seedGroups } from '../../shared/compare/seedGroups.ts';
import type { ComparedRun } from '../../shared/model/run.ts';
import { MOST_REPETITIONS, repetitions } from '../../shared/spec/repetitions.ts';
import { badInput, type Arguments } from '../arguments.ts';
import { buildSpec, readChanges, SPEC_OPTIONS } from '../buildSpec.ts';
import type { Command, CommandContext } from '../command.ts';
import { seedGroupRecord, seedGroupTable } from '../output/seedGroupTable.ts';
import { readArchitectures } from '../readArchitectures.ts';
import { readDatasets } from '../readDatasets.ts';
import { PRESET_OPTION, startingSpec } from '../startingSpec.ts';
import { trainSeries } from '../trainSeries.ts';
import { watchRun } from '../watchRun.ts';

/** `run`: train one spec. */
export const run: Command = {
  name: 'run',
  summary: 'train a preset, an architecture of your own or a spec',
  usage:
    'run PRESET|SPEC.json|--preset NAME [--epochs N] [--samples N] [--test-samples N] [--seed N] [--repeats N] [--name S] [--set KEY=VALUE …] [--anyway] [--json]',
  details: [
    'A PRESET is one of Atelier’s or an architecture of your own from the library; "presets" lists both. An own one is trained on the data set that it was saved with, or on another with --set dataset.id=ID.',
    'Draws a progress bar on a terminal. With --json it prints one JSON line per event: started, progress, epoch, checkpoint, log, evaluation, finished, failed or interrupted, each with its runId and seq.',
    '--set changes any part of the spec by its dotted path, such as training.batchSize=128 or architecture.layers.4.rate=0.3; the value is read as JSON, or else as text.',
    '--repeats trains the spec N times, with the seeds from its own on, and says at the end how much the seed moves the result; with --json a line of kind repeats says so.',
    'Ctrl+C stops the run after its step and keeps what it recorded; a second one kills the trainer.',
    'The run is trained at once: runs that wait in the queue of the same lab stay there, for the window.',
  ],
  options: {
    ...PRESET_OPTION,
    ...SPEC_OPTIONS,
    seed: { type: 'string', value: 'N', help: 'every random draw follows from it' },
    repeats: {
      type: 'string',
      value: 'N',
      help: 'train with N seeds, one after another (1 to 50)',
    },
    name: { type: 'string', value: 'S', help: 'what the run is called' },
    set: {
      type: 'string',
      multiple: true,
      value: 'KEY=VALUE',
      help: 'change the spec; may be repeated',
    },
    anyway: { type: 'boolean', help: 'train although it is predicted not to fit into memory' },
  },
  positionals: { names: ['spec'], min: 0 },
  run: async (context, args) => {
    const start = await startingSpec(args, await readArchitectures(context.home), run.usage);
    const spec = buildSpec(start, readChanges(args), await readDatasets(context.home));
    const name = readName(args);
    const count = args.whole('repeats', 1, MOST_REPETITIONS) ?? 1;
    const force = args.flag('anyway');
    const requests = repetitions({ spec, name, count }).map((each) => ({ ...each, force }));
    const ended = await trainSeries(
      context,
      requests,
      (index, lab) => watchRun(context, lab, count === 1 ? '' : `[${index + 1}/${count}] `),
      ({ id }, { lab }) => lab.store.getComparedRun(id),
    );
    if (count > 1) sayRepeats(context, ended);
    const completed = ended.filter(({ summary }) => summary.state === 'completed');
    return completed.length === count ? 0 : 1;
  },
};

/** What the runs say together: how much the seed moves the result. */
function sayRepeats({ json, terminal }: CommandContext, runs: readonly ComparedRun[]): void {
  const [group] = seedGroups(runs);
  if (group === undefined) return;
  if (json) terminal.printJson({ kind: 'repeats', ...seedGroupRecord(group) });
  else terminal.print(seedGroupTable([group]));
}

function readName(args: Arguments): string | undefined {
  const name = args.text('name')?.trim();
  if (name === undefined || (name.length >= 1 && name.length <= 120)) return name;
  throw badInput('--name', `must have 1 to 120 characters, but has ${name.length}`, 'Shorten it');
}
