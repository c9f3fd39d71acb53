import type { LabEvent } from '../../shared/contract/labEvents.ts';
import { endsRun } from '../../shared/contract/trainerProtocol.ts';

/** A clock and a timer; tests give their own. */
export interface Timing {
  now(): number;
  /** @returns a function that calls the action off */
  after(milliseconds: number, action: () => void): () => void;
}

const MIN_GAP_MS = 100;

/**
 * Passes events on, but progress of a run at most ten times a second: of what comes faster, the
 * latest waits its turn. Whatever else a run reports overtakes and replaces waiting progress, so
 * that `seq` never runs backwards.
 */
export function progressThrottle(
  send: (event: LabEvent) => void,
  timing: Timing = realTiming,
): (event: LabEvent) => void {
  const runs = new Map<string, { sentAt: number; cancel?: (() => void) | undefined }>();

  return (event) => {
    if (event.kind !== 'trainer') {
      send(event);
      return;
    }
    const { runId } = event.notice;
    const run = runs.get(runId) ?? { sentAt: -Infinity };
    run.cancel?.();
    run.cancel = undefined;
    if (event.notice.event.kind !== 'progress') {
      if (endsRun(event.notice.event.kind)) runs.delete(runId);
      send(event);
      return;
    }
    runs.set(runId, run);
    const wait = run.sentAt + MIN_GAP_MS - timing.now();
    const pass = (): void => {
      run.sentAt = timing.now();
      run.cancel = undefined;
      send(event);
    };
    if (wait <= 0) pass();
    else run.cancel = timing.after(wait, pass);
  };
}

const realTiming: Timing = {
  now: () => performance.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
