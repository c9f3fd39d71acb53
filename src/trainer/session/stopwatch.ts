/** Measures the seconds spent working, pauses left out. */
export interface Stopwatch {
  /** Seconds so far. */
  seconds(): number;
  pause(): void;
  resume(): void;
}

/**
 * Starts a stopwatch.
 *
 * @param now milliseconds that never run backwards
 */
export function startStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let counted = 0;
  let since: number | null = now();
  return {
    seconds: () => (counted + (since === null ? 0 : now() - since)) / 1000,
    pause: () => {
      if (since === null) return;
      counted += now() - since;
      since = null;
    },
    resume: () => {
      since ??= now();
    },
  };
}
