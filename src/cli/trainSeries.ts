import type { RunSummary } from '../shared/model/run.ts';
import type { CommandContext } from './command.ts';
import { withLab, type HeadlessLab } from './headlessLab.ts';
import { trainRun, type TrainRequest, type TrainWatcher } from './trainRun.ts';

/**
 * Trains runs one after another in one lab. The first interrupt stops the one that trains and leaves out
 * the rest.
 *
 * @param watcher who is told of the run at a place of the list
 * @param read what is wanted of each run that ended, while the lab is open
 * @returns what was read, of those that were begun
 */
export async function trainSeries<T>(
  context: CommandContext,
  requests: readonly TrainRequest[],
  watcher: (index: number, lab: HeadlessLab) => TrainWatcher,
  read: (run: RunSummary, lab: HeadlessLab) => T,
): Promise<readonly T[]> {
  const results: T[] = [];
  let interrupted = false;
  const endInterrupts = context.onInterrupt(() => {
    interrupted = true;
  });
  try {
    await withLab(context, async (lab) => {
      for (const [index, request] of requests.entries()) {
        if (interrupted) break;
        const ended = await trainRun(lab, request, watcher(index, lab), context);
        results.push(read(ended, lab));
      }
    });
  } finally {
    endInterrupts();
  }
  return results;
}
