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
 * @param before seconds worked before it started
 */
export function startStopwatch(now: () => number = () => performance.now(), before = 0): Stopwatch {
  let counted = before * 1000;
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
