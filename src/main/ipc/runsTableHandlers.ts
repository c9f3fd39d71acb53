import type { Lab } from '../../lab/lab.ts';
import type { RUNS_TABLE_CHANNELS } from '../../shared/contract/runsTable.ts';
import type { Handlers } from './handlers.ts';

/** Channels of the table of runs, and of what people note about runs. */
export type RunsTableChannel = keyof typeof RUNS_TABLE_CHANNELS;

/** Answers the channels of the table of runs. */
export function runsTableHandlers(lab: () => Promise<Lab>): Pick<Handlers, RunsTableChannel> {
  const store = async (): Promise<Lab['store']> => (await lab()).store;
  return {
    'runs:groups': async (query) => (await store()).groupRuns(query),
    'runs:differing': async (query) => (await store()).differingParams(query),
    'runs:param-keys': async () => (await store()).paramKeys(),
    'runs:values': async ({ key }) => (await store()).keyValues(key),
    'runs:sparklines': async ({ runIds }) => (await store()).sparklines(runIds),
    'runs:annotate': async ({ runIds, change }) => (await lab()).annotateRuns(runIds, change),
    'runs:note': async ({ runId }) => ({ text: (await store()).noteOf(runId) }),
    'runs:set-note': async ({ runId, text }) => (await lab()).setNote(runId, text),
    'runs:restore': async ({ runIds }) => (await lab()).restoreRuns(runIds),
    'experiments:list': async () => (await store()).experiments(),
    'experiments:create': async ({ name, question }) =>
      (await store()).createExperiment(name, question),
    'experiments:update': async (change) => (await store()).updateExperiment(change),
    'experiments:delete': async ({ id }) => ({ deleted: (await store()).deleteExperiment(id) }),
    'views:list': async () => (await store()).views(),
    'views:save': async ({ name, state }) => (await store()).saveView(name, state),
    'views:delete': async ({ name }) => (await store()).deleteView(name),
  };
}
