import type { Annotation } from '../../shared/contract/runsTable.ts';
import { noteSchema, tagSchema } from '../../shared/contract/runsTable.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { badInput } from '../arguments.ts';
import { changeLab, findRuns } from '../changeLab.ts';
import type { Command, CommandContext } from '../command.ts';
import { noLab } from '../readRuns.ts';
import { withReader } from '../withReader.ts';

const RUNS = { names: ['run'], max: 10_000 } as const;
const WHERE =
  'Reaches the process that holds the lab, a window or another command, or does it alone where nobody does.';

/** `tag`: put tags on runs and take them off. */
export const tag: Command = {
  name: 'tag',
  summary: 'put tags on runs, or take them off',
  usage: 'tag RUN … [--add TAG …] [--remove TAG …] [--json]',
  details: [WHERE],
  options: {
    add: { type: 'string', multiple: true, value: 'TAG', help: 'a tag to put on' },
    remove: { type: 'string', multiple: true, value: 'TAG', help: 'a tag to take off' },
  },
  positionals: RUNS,
  run: (context, args) => {
    const addTags = args.list('add').map((text) => readTag('--add', text));
    const removeTags = args.list('remove').map((text) => readTag('--remove', text));
    if (addTags.length + removeTags.length === 0) {
      throw badInput('--add', 'is missing', 'Give --add TAG, --remove TAG, or both');
    }
    return annotate(context, args.positionals, { addTags, removeTags });
  },
};

/** `archive`: put runs away, or bring them back. */
export const archive: Command = {
  name: 'archive',
  summary: 'put runs away, so that tables leave them out',
  usage: 'archive RUN … [--undo] [--json]',
  details: [WHERE],
  options: { undo: { type: 'boolean', help: 'bring them back' } },
  positionals: RUNS,
  run: (context, args) => annotate(context, args.positionals, { archived: !args.flag('undo') }),
};

/** `note`: read or write a run's note. */
export const note: Command = {
  name: 'note',
  summary: 'read or write the note of a run, in Markdown',
  usage: 'note RUN [TEXT] [--json]',
  details: ['Without a text it prints the note; an empty text ("") takes it away.'],
  options: {},
  positionals: { names: ['run', 'text'], min: 1, max: 2 },
  run: async (context, { positionals: [reference = '', text] }) => {
    const [run = ''] = await findRuns(context.home, [reference]);
    if (text !== undefined) {
      const parsed = noteSchema.safeParse(text);
      if (!parsed.success) throw badInput('text', 'is too long', 'Give at most 100,000 characters');
      const changed = await changeLab(context.home, { type: 'note', run, text: parsed.data });
      print(context, [changed]);
      return 0;
    }
    const found = await withReader(context.home, (store) => store.noteOf(run));
    if (context.json) context.terminal.printJson({ text: found ?? '' });
    else if (found) context.terminal.print(found);
    else context.terminal.say('The run has no note');
    return 0;
  },
};

/** `delete`: delete runs. */
export const deleteRuns: Command = {
  name: 'delete',
  summary: 'delete runs; "restore" takes it back for a day',
  usage: 'delete RUN … [--json]',
  details: [WHERE],
  options: {},
  positionals: RUNS,
  run: async ({ home, terminal, json }, { positionals }) => {
    const runs = [...(await findRuns(home, positionals))];
    const { deleted } = await changeLab(home, { type: 'delete', runs });
    if (json) terminal.printJson({ deleted, runIds: runs });
    else terminal.print(`${deleted} deleted`);
    return 0;
  },
};

/** `restore`: take a deletion back. */
export const restore: Command = {
  name: 'restore',
  summary: 'take back the deletion of runs',
  usage: 'restore RUN … [--json]',
  details: [
    'Names each run by its number or its whole id. What was queued is queued again.',
    WHERE,
  ],
  options: {},
  positionals: RUNS,
  run: async (context, { positionals }) => {
    const runs = [...positionals];
    // Opening it would make one.
    if ((await withReader(context.home, () => true)) === undefined) throw noLab(context.home, runs);
    print(context, await changeLab(context.home, { type: 'restore', runs }));
    return 0;
  },
};

async function annotate(
  context: CommandContext,
  references: readonly string[],
  change: Annotation,
): Promise<0> {
  const runs = [...(await findRuns(context.home, references))];
  print(context, await changeLab(context.home, { type: 'annotate', runs, change }));
  return 0;
}

function readTag(field: string, text: string): string {
  const parsed = tagSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw badInput(field, `"${text}" is no tag`, 'A tag has 1 to 60 characters and no commas');
}

function print({ terminal, json }: CommandContext, runs: readonly RunSummary[]): void {
  if (json) {
    terminal.printJson({ runs });
    return;
  }
  for (const { number, name, tags, archivedAt, hasNote } of runs) {
    const marks = [...tags, ...(archivedAt ? ['(archived)'] : []), ...(hasNote ? ['(note)'] : [])];
    terminal.print(`#${number} ${name}${marks.length > 0 ? `: ${marks.join(', ')}` : ''}`);
  }
}
