import type { Lab } from '../lab/lab.ts';
import type { NewRun } from '../queue/runStore.ts';
import type { RunNotice } from '../shared/contract/labEvents.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { CommandContext } from './command.ts';
import type { HeadlessLab } from './headlessLab.ts';
import type { Terminal } from './output/terminal.ts';

/** What is to be trained: a new run, or one that is queued already. */
export type TrainRequest = NewRun | { readonly queued: RunSummary };

/** Who wants to know what happens to a run. */
export interface TrainWatcher {
  /** The run is queued and has an identity. */
  onQueued(run: RunSummary): void;
  onEvent(notice: RunNotice): void;
}

/**
 * Trains one run to its end. The first interrupt stops it after its step, the second kills its trainer.
 *
 * @returns the run in its final state
 */
export async function trainRun(
  { lab, killTrainers }: HeadlessLab,
  request: TrainRequest,
  watcher: TrainWatcher,
  { onInterrupt, terminal }: CommandContext,
): Promise<RunSummary> {
  const run = 'queued' in request ? request.queued : lab.queue.enqueue(request);
  watcher.onQueued(run);
  const endWatching = lab.subscribe((event) => {
    if (event.kind === 'trainer' && event.notice.runId === run.id) watcher.onEvent(event.notice);
  });
  let interrupts = 0;
  const endInterrupts = onInterrupt(() => {
    interrupts += 1;
    if (interrupts > 1) killTrainers();
    else stopRun(lab, run.id, terminal);
  });
  try {
    // The queue itself was never started: what else waits in this lab stays there.
    return await lab.queue.train(run.id);
  } finally {
    endInterrupts();
    endWatching();
  }
}

function stopRun(lab: Lab, runId: string, terminal: Terminal): void {
  terminal.say('\nStopping after this step; once more kills the trainer');
  // It may be over in this very moment, which is what was wanted.
  lab.queue.stop(runId).catch(() => undefined);
}
