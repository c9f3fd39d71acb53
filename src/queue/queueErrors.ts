import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';

/** Only the run that holds the executor can be steered. */
export function notTraining({ id, name, state }: RunSummary): LabError {
  return new LabError({
    code: 'illegal-state',
    message: `${name} is ${state}; only a run that trains here can be steered`,
    hint: state === 'queued' ? 'Wait until it trains' : 'Start a new run',
    context: { runId: id, state },
  });
}

/** Nobody need wait for a deleted run. */
export function deleted(runId: string): LabError {
  return new LabError({
    code: 'not-found',
    message: `The run ${runId} was deleted`,
    hint: 'Start a new run',
  });
}

/** An executor's last event must say how the run ended. */
export function endedSilently(): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: 'The trainer ended the run without saying how',
    hint: 'Train the run again, and report this if it happens twice',
  });
}
