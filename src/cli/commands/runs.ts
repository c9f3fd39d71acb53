import { RUN_SORT_COLUMNS, type RunQuery, type RunSummary } from '../../shared/model/run.ts';
import { RUN_STATES, type RunState } from '../../shared/model/runState.ts';
import { badInput, type Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { formatCount, formatMoment, formatPercent, formatSeconds } from '../output/format.ts';
import { formatTable } from '../output/table.ts';
import { withReader } from '../withReader.ts';

type Sort = NonNullable<RunQuery['sort']>;

/** `runs`: the table of runs. */
export const runs: Command = {
  name: 'runs',
  summary: 'the runs of the lab',
  usage: 'runs [--filter TEXT] [--state STATE …] [--sort COLUMN[:desc]] [--limit N] [--json]',
  details: ['Also while another process holds the lab.'],
  options: {
    filter: { type: 'string', value: 'TEXT', help: 'only names and models that contain TEXT' },
    state: {
      type: 'string',
      multiple: true,
      value: 'STATE',
      help: `only these states: ${RUN_STATES.join(', ')}`,
    },
    sort: {
      type: 'string',
      value: 'COLUMN',
      help: `by ${RUN_SORT_COLUMNS.join(', ')}; ":desc" turns it round`,
    },
    limit: { type: 'string', value: 'N', help: 'at most N runs' },
  },
  positionals: { names: [] },
  run: async ({ home, terminal, json }, args) => {
    const query = readQuery(args);
    const found = await withReader(home, (store) => store.listRuns(query));
    if (json) {
      terminal.printJson(found ?? { runs: [], total: 0 });
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

function readQuery(args: Arguments): RunQuery {
  const text = args.text('filter');
  const states = args.list('state').flatMap((list) => list.split(',').map(readState));
  const sort = args.text('sort');
  const limit = args.whole('limit', 1, 10_000);
  return {
    ...(text === undefined ? {} : { text }),
    ...(states.length === 0 ? {} : { states }),
    ...(sort === undefined ? {} : { sort: readSort(sort) }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function readState(text: string): RunState {
  const state = RUN_STATES.find((candidate) => candidate === text.trim());
  if (state !== undefined) return state;
  throw badInput('--state', `there is no state "${text}"`, `Use ${RUN_STATES.join(', ')}`);
}

function readSort(text: string): Sort {
  const [name, direction = 'asc', ...rest] = text.split(':');
  const column = RUN_SORT_COLUMNS.find((candidate) => candidate === name);
  if (column === undefined) {
    const columns = RUN_SORT_COLUMNS.join(', ');
    throw badInput('--sort', `there is no column "${name}"`, `Use one of ${columns}`);
  }
  if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc')) {
    throw badInput('--sort', `"${text}" has no direction asc or desc`, `Use ${column}:desc`);
  }
  return { column, descending: direction === 'desc' };
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
