import type { Lab } from '../../lab/lab.ts';
import { LabError } from '../../shared/errors.ts';
import { checkSpec } from '../../shared/spec/experimentSpec.ts';
import { repetitions } from '../../shared/spec/repetitions.ts';
import type { CompareChannel } from './compareHandlers.ts';
import type { HandlersOf } from './handlers.ts';
import type { RunDepthChannel } from './runDepthHandlers.ts';
import type { RunsTableChannel } from './runsTableHandlers.ts';

/** Answers the `runs:` channels from the lab's store and queue, but those of other files. */
export function runsHandlers(
  lab: () => Promise<Lab>,
): Omit<HandlersOf<'runs'>, RunDepthChannel | CompareChannel | RunsTableChannel> {
  const store = async (): Promise<Lab['store']> => (await lab()).store;
  const queue = async (): Promise<Lab['queue']> => (await lab()).queue;
  return {
    'runs:list': async (query) => (await store()).listRuns(query),
    'runs:get': async ({ runId }) => (await store()).getRun(runId),
    'runs:enqueue': async ({ spec, name, repeats, force, parentId: from }) => {
      const check = checkSpec(spec, (await lab()).datasets.available());
      if (!check.ok) return { ok: false, problems: check.problems };
      const requests = repetitions({ spec: check.spec, name, count: repeats });
      const parentId = from && (await store()).isHere(from) ? from : undefined;
      const queued = requests.map((request) => ({ ...request, force, parentId }));
      const [run] = (await queue()).enqueueAll(queued);
      if (run === undefined) throw new LabError({ code: 'internal', message: 'No run was made' });
      return { ok: true, run };
    },
    'runs:parent': async ({ runId }) => (await store()).parentOf(runId),
    'runs:repeat': async ({ runId, count }) => {
      const { spec, summary } = (await store()).getRun(runId);
      const taken = [spec.seed, ...(await store()).seedsOf(spec)];
      const requests = repetitions({ spec, name: summary.name, count, taken });
      const queued = requests.map((request) => ({ ...request, parentId: runId }));
      return { runs: (await queue()).enqueueAll(queued) };
    },
    'runs:stop': async ({ runId }) => (await queue()).stop(runId),
    'runs:stop-after-epoch': async ({ runId }) => (await queue()).stopAfterEpoch(runId),
    'runs:pause': async ({ runId }) => (await queue()).pause(runId),
    'runs:resume': async ({ runId }) => (await queue()).resume(runId),
    'runs:extend': async ({ runId, epochs }) => (await lab()).extendRun(runId, epochs),
    'runs:verify': async ({ runId }) => (await lab()).verifyRun(runId),
    'runs:verifications': async ({ runId }) => (await store()).verifications(runId),
    'runs:log': async ({ runId }) => (await store()).log(runId),
    'runs:rename': async ({ runId, name }) => (await lab()).renameRun(runId, name),
    'runs:delete': async ({ runIds }) => ({ deleted: (await lab()).deleteRuns(runIds) }),
    'runs:move': async ({ runId, position }) => (await queue()).move(runId, position),
  };
}
