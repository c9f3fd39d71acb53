import { isResumable } from '../../shared/model/runState.ts';
import { LabError } from '../../shared/errors.ts';
import type { Command } from '../command.ts';
import { goOnHere, reportQueued } from '../goOn.ts';
import { readRuns } from '../readRuns.ts';

/** `resume`: let a run go on from its last checkpoint. */
export const resume: Command = {
  name: 'resume',
  summary: 'let a run go on that was paused, stopped, failed or interrupted',
  usage: 'resume RUN [--json]',
  details: [
    'Goes on from the last good checkpoint, or from the beginning where there is none, and comes to the same weights as a run that was never interrupted.',
    'While a window or another command holds the lab, the run goes on there: a paused one at once, another after what is queued. Otherwise it trains here, with the output of the command run.',
  ],
  options: {},
  positionals: { names: ['run'] },
  run: async (context, { positionals }) => {
    const [found] = await readRuns(context.home, positionals);
    if (found === undefined) return 1;
    const { id } = found.summary;
    const queued = await reportQueued(context, { type: 'resume', run: id });
    if (queued) return 0;
    return goOnHere(context, async ({ lab }) => {
      // Opening the lab may have found that the run's process had died.
      const { state, name } = lab.store.getSummary(id);
      if (state === 'queued') return lab.store.getSummary(id);
      if (!isResumable(state)) throw over(name, state);
      return lab.queue.resume(id);
    });
  },
};

function over(name: string, state: string): LabError {
  return new LabError({
    code: 'illegal-state',
    message: `${name} is ${state}, so there is nothing to resume`,
    hint: 'To train it longer: npm run lab -- extend RUN --epochs N',
  });
}
