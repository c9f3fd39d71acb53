import type { GroupQuery, RunQuery, RunSort } from '../../shared/contract/runQuery.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { RUN_STATES } from '../../shared/model/runState.ts';
import { allOf, type Filter } from '../../shared/query/filter.ts';
import { createKeyCatalogue, type KeyCatalogue } from '../../shared/query/keyCatalogue.ts';
import { parseFilter } from '../../shared/query/parseFilter.ts';
import { badInput, type Arguments } from '../arguments.ts';
import type { Command, CommandContext } from '../command.ts';
import { GROUP_COLUMNS, groupTable, NO_GROUPS } from '../output/groupTable.ts';
import { formatCount, formatMoment, formatPercent, formatSeconds } from '../output/format.ts';
import { formatTable } from '../output/table.ts';
import { withReader } from '../withReader.ts';

/** `runs`: the table of runs. */
export const runs: Command = {
  name: 'runs',
  summary: 'the runs of the lab',
  usage:
    'runs [--filter FILTER] [--state STATE …] [--sort COLUMN[:desc]] [--group COLUMN] [--limit N] [--json]',
  details: [
    'Also while another process holds the lab. A filter is a word to look for, or conditions such as "val_accuracy > 0.9 and optimizer = adam and tag = baseline"; docs/runs.md has the whole language. Archived runs are left out unless the filter speaks of archived.',
  ],
  options: {
    filter: { type: 'string', value: 'FILTER', help: 'only runs that fit' },
    state: {
      type: 'string',
      multiple: true,
      value: 'STATE',
      help: `only these states: ${RUN_STATES.join(', ')}`,
    },
    sort: {
      type: 'string',
      value: 'COLUMN',
      help: 'by any column that a filter knows; ":desc" turns it round',
    },
    group: {
      type: 'string',
      value: 'COLUMN',
      help: 'groups with equal values, with mean ± standard deviation; "recipe" joins seeds of a spec',
    },
    limit: { type: 'string', value: 'N', help: 'at most N runs, or groups' },
  },
  positionals: { names: [] },
  run: async (context, args) => {
    const { home, terminal, json } = context;
    if (args.text('group') !== undefined) return printGroups(context, args);
    const found = await withReader(home, (store) =>
      store.listRuns(readQuery(args, store.paramKeys())),
    );
    // What is wrong with the command is said also where there is no lab yet.
    if (found === undefined) readQuery(args, []);
    if (json) {
      terminal.printJson({ runs: found?.runs ?? [], total: found?.total ?? 0 });
    } else if (found === undefined || found.runs.length === 0) {
      terminal.say(found === undefined ? `There is no lab at ${home} yet` : 'No runs match');
    } else {
      terminal.print(table(found.runs));
      const { total } = found;
      if (total > found.runs.length) terminal.say(`${found.runs.length} of ${total} runs`);
    }
    return 0;
  },
};

async function printGroups({ home, terminal, json }: CommandContext, args: Arguments): Promise<0> {
  const ask = (paramKeys: readonly string[]): GroupQuery => {
    const group = readKey('--group', args.text('group') ?? '', createKeyCatalogue(paramKeys));
    return { ...readQuery(args, paramKeys), group, columns: [...GROUP_COLUMNS] };
  };
  const found = await withReader(home, (store) => store.groupRuns(ask(store.paramKeys())));
  if (found === undefined) ask([]);
  if (json) terminal.printJson({ columns: GROUP_COLUMNS, ...(found ?? NO_GROUPS) });
  else if (found === undefined) terminal.say(`There is no lab at ${home} yet`);
  else if (found.groups.length === 0) terminal.say('No runs match');
  else terminal.print(groupTable(found, args.text('group') ?? ''));
  return 0;
}

function readQuery(args: Arguments, paramKeys: readonly string[]): RunQuery {
  const catalogue = createKeyCatalogue(paramKeys);
  const filter = allOf([parseFilter(args.text('filter') ?? '', catalogue), readStates(args)]);
  const sort = args.text('sort');
  const limit = args.whole('limit', 1, 10_000);
  return {
    ...(filter && { filter }),
    ...(sort !== undefined && { sort: readSort(sort, catalogue) }),
    ...(limit !== undefined && { limit }),
  };
}

function readStates(args: Arguments): Filter | undefined {
  const values = args
    .list('state')
    .flatMap((list) => list.split(','))
    .map((text) => {
      const state = RUN_STATES.find((candidate) => candidate === text.trim());
      if (state !== undefined) return state;
      throw badInput('--state', `there is no state "${text}"`, `Use ${RUN_STATES.join(', ')}`);
    });
  return values.length === 0 ? undefined : { kind: 'in', key: 'state', values };
}

function readSort(text: string, catalogue: KeyCatalogue): RunSort {
  const [name = '', direction = 'asc', ...rest] = text.split(':');
  const key = readKey('--sort', name, catalogue);
  if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc')) {
    throw badInput('--sort', `"${text}" has no direction asc or desc`, `Use ${name}:desc`);
  }
  return { key, descending: direction === 'desc' };
}

function readKey(option: string, name: string, catalogue: KeyCatalogue): string {
  const key = catalogue.find(name);
  if (key !== undefined) return key.name;
  const near = catalogue.nearest(name);
  const hint = near === undefined ? 'Use one such as val_accuracy' : `Did you mean ${near}?`;
  throw badInput(option, `there is no column "${name}"`, hint);
}

function table(found: readonly RunSummary[]): string {
  return formatTable(
    [
      { title: '#', align: 'right' },
      { title: 'name' },
      { title: 'model' },
      { title: 'state' },
      { title: 'epochs', align: 'right' },
      { title: 'best val.', align: 'right' },
      { title: 'test', align: 'right' },
      { title: 'parameters', align: 'right' },
      { title: 'training', align: 'right' },
      { title: 'created' },
      { title: 'id' },
    ],
    found.map((run) => [
      String(run.number),
      run.name,
      run.model,
      run.queuePosition === null ? run.state : `${run.state} (${run.queuePosition}.)`,
      `${run.epochsDone}/${run.epochs}`,
      formatPercent(run.bestValAccuracy),
      formatPercent(run.testAccuracy),
      formatCount(run.parameters),
      formatSeconds(run.trainingSeconds),
      formatMoment(run.createdAt),
      run.id,
    ]),
  );
}
