import type { Lab } from '../../lab/lab.ts';
import { checkSpec } from '../../shared/spec/experimentSpec.ts';
import type { CompareChannel } from './compareHandlers.ts';
import type { HandlersOf } from './handlers.ts';
import type { RunDepthChannel } from './runDepthHandlers.ts';

/** Answers the `runs:` channels from the lab's store and queue, but those of other files. */
export function runsHandlers(
  lab: () => Promise<Lab>,
): Omit<HandlersOf<'runs'>, RunDepthChannel | CompareChannel> {
  const store = async (): Promise<Lab['store']> => (await lab()).store;
  const queue = async (): Promise<Lab['queue']> => (await lab()).queue;
  return {
    'runs:list': async (query) => (await store()).listRuns(query),
    'runs:get': async ({ runId }) => (await store()).getRun(runId),
    'runs:enqueue': async ({ spec, name }) => {
      const check = checkSpec(spec);
      if (!check.ok) return { ok: false, problems: check.problems };
      const request = name === undefined ? { spec: check.spec } : { spec: check.spec, name };
      return { ok: true, run: (await queue()).enqueue(request) };
    },
    'runs:stop': async ({ runId }) => (await queue()).stop(runId),
    'runs:stop-after-epoch': async ({ runId }) => (await queue()).stopAfterEpoch(runId),
    'runs:pause': async ({ runId }) => (await queue()).pause(runId),
    'runs:resume': async ({ runId }) => (await queue()).resume(runId),
    'runs:rename': async ({ runId, name }) => (await lab()).renameRun(runId, name),
    'runs:delete': async ({ runIds }) => ({ deleted: await (await lab()).deleteRuns(runIds) }),
    'runs:move': async ({ runId, position }) => (await queue()).move(runId, position),
  };
}
