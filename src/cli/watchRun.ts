import type { RunNotice } from '../shared/contract/labEvents.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { CommandContext } from './command.ts';
import type { HeadlessLab } from './headlessLab.ts';
import { RunReporter } from './output/runReporter.ts';
import type { TrainWatcher } from './trainRun.ts';

/**
 * Tells of a run as `run` does: a progress bar and lines for people, or one JSON line per event.
 *
 * @param prefix before each line for people
 */
export function watchRun(
  { json, terminal }: CommandContext,
  lab: HeadlessLab,
  prefix = '',
): TrainWatcher {
  if (!json) return new RunReporter(terminal.stderr, prefix);
  return {
    onQueued: (queued: RunSummary) =>
      terminal.say(`#${queued.number} ${queued.name} (${queued.id})`),
    onEvent: (notice) => terminal.printJson(toLine(notice, lab)),
  };
}

/** An event as one flat line. */
function toLine({ runId, seq, event }: RunNotice, lab: HeadlessLab): Record<string, unknown> {
  const predictions = event.kind === 'evaluation' ? lab.predictionsOf(runId) : undefined;
  const { kind, ...rest } = event;
  return { kind, runId, seq, ...rest, ...(predictions === undefined ? {} : { predictions }) };
}
