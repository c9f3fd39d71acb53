import { askHolder, isUnheld } from '../lab/askHolder.ts';
import type { ControlRequest } from '../lab/controlRequest.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { CommandContext, ExitStatus } from './command.ts';
import { withLab, type HeadlessLab } from './headlessLab.ts';
import { trainRun } from './trainRun.ts';
import { watchRun } from './watchRun.ts';

/**
 * Asks the process that holds the lab to let a run go on there, and says where it then is.
 *
 * @returns whether somebody holds the lab
 * @throws LabError that the holder answers with
 */
export async function reportQueued(
  { home, terminal, json }: CommandContext,
  request: Extract<ControlRequest, { readonly type: 'resume' | 'extend' }>,
): Promise<boolean> {
  const run = await askHolder(home, request).catch(nobodyHolds);
  if (run === null) return false;
  if (json) terminal.printJson(run);
  else terminal.print(describe(run));
  return true;
}

function nobodyHolds(thrown: unknown): null {
  if (isUnheld(thrown)) return null;
  throw thrown;
}

function describe({ number, name, state, queuePosition }: RunSummary): string {
  const place = queuePosition === null ? state : `${state}, ${queuePosition}. in line`;
  return `#${number} ${name}: ${place}`;
}

/** Takes the lab, lets a run go on and trains it to its end, with the output of the command `run`. */
export async function goOnHere(
  context: CommandContext,
  queueRun: (lab: HeadlessLab) => Promise<RunSummary>,
): Promise<ExitStatus> {
  const ended = await withLab(context, async (lab) =>
    trainRun(lab, { queued: await queueRun(lab) }, watchRun(context, lab), context),
  );
  return ended.state === 'completed' ? 0 : 1;
}
