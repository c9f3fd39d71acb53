import { setImmediate } from 'node:timers/promises';
import type { LabError } from '../../shared/errors.ts';

/** What is told when a run really pauses and goes on. */
export interface PauseListener {
  /** @param reason why the run paused by itself; undefined where it was asked to */
  paused(reason: LabError | undefined): void;
  resumed(): void;
}

/** The hand on a run, a person's or its own: asked for at any time, obeyed between steps. */
export interface RunControl {
  stop(): void;
  stopAfterEpoch(): void;
  /** Whether the epoch that is running is to be the last. */
  endsWithEpoch(): boolean;
  pause(): void;
  /** Pauses for a reason that a person has to remove. */
  hold(reason: LabError): void;
  resume(): void;
  /**
   * Lets commands arrive, and waits while the run is paused. Call it between steps.
   *
   * @returns whether to go on; false once a stop was asked for
   */
  proceed(listener: PauseListener): Promise<boolean>;
}

/** Makes the control of one run. */
export function createRunControl(): RunControl {
  let wanted: 'run' | 'pause' | 'stop' = 'run';
  let endsWithEpoch = false;
  let reason: LabError | undefined;
  let wake: () => void = () => undefined;
  const want = (next: 'run' | 'pause' | 'stop'): void => {
    // A stop cannot be taken back.
    if (wanted !== 'stop') wanted = next;
    wake();
  };
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  // A function, because TypeScript does not see that a command may come during an await.
  const isWanted = (state: typeof wanted): boolean => wanted === state;
  return {
    stop: () => want('stop'),
    stopAfterEpoch: () => {
      endsWithEpoch = true;
    },
    endsWithEpoch: () => endsWithEpoch,
    pause: () => want('pause'),
    hold: (why) => {
      reason = why;
      want('pause');
    },
    resume: () => {
      reason = undefined;
      want('run');
    },
    proceed: async (listener) => {
      await setImmediate();
      if (isWanted('pause')) {
        listener.paused(reason);
        while (isWanted('pause')) await changed();
        if (isWanted('run')) listener.resumed();
      }
      return !isWanted('stop');
    },
  };
}
