import { LabError } from '../shared/errors.ts';

/** A watchdog that fires once nothing has been heard for a while. */
export interface IdleTimer {
  /** Aborts, with a `source-silent` LabError as its reason, after the silence. */
  readonly signal: AbortSignal;
  /** Something was heard: the wait starts again. */
  touch(): void;
  stop(): void;
}

/**
 * Starts a watchdog.
 *
 * @param silenceMs the silence it tolerates, in milliseconds
 * @param who whose silence it is, for the error's message
 */
export function createIdleTimer(silenceMs: number, who: string): IdleTimer {
  const controller = new AbortController();
  const giveUp = (): void => {
    const message = `${who} was silent for ${silenceMs / 1000} s`;
    controller.abort(new LabError({ code: 'source-silent', message }));
  };
  let timer = setTimeout(giveUp, silenceMs);
  return {
    signal: controller.signal,
    touch() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Settles as `promise` does, or rejects with the abort's reason should that come first. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
