import { LabError } from '../errors.ts';

/** Every state of a run. */
export const RUN_STATES = [
  'queued',
  'running',
  'paused',
  'completed',
  'stopped',
  'failed',
  'interrupted',
] as const;

/** The state of a run. */
export type RunState = (typeof RUN_STATES)[number];

/** The one table of legal transitions. */
export const RUN_TRANSITIONS: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['running', 'stopped', 'failed'],
  running: ['paused', 'completed', 'stopped', 'failed', 'interrupted'],
  paused: ['running', 'stopped', 'failed', 'interrupted'],
  completed: [],
  stopped: ['queued'],
  failed: ['queued'],
  interrupted: ['queued'],
};

/** Whether a run in this state is over: nothing more happens to it by itself. */
export function isFinal(state: RunState): boolean {
  return state !== 'queued' && !isActive(state);
}

/** Whether a run that is over in this state can be trained on to its planned end. */
export function isResumable(state: RunState): boolean {
  return isFinal(state) && RUN_TRANSITIONS[state].includes('queued');
}

/** Whether a run in this state holds the trainer. */
export function isActive(state: RunState): boolean {
  return state === 'running' || state === 'paused';
}

/**
 * Checks a transition.
 *
 * @throws LabError `illegal-state` naming both states and what is allowed
 */
export function assertTransition(from: RunState, to: RunState): void {
  const allowed = RUN_TRANSITIONS[from];
  if (allowed.includes(to)) return;
  throw new LabError({
    code: 'illegal-state',
    message: `A run that is ${from} cannot become ${to}`,
    hint:
      allowed.length === 0
        ? `A ${from} run is over; start a new one`
        : `It can become ${allowed.join(', ')}`,
  });
}
