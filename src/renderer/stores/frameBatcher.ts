/** Collects values and hands them over together, once per animation frame. */
export interface FrameBatcher<T> {
  add(value: T): void;
  /** Hands over at once what has been collected. */
  flush(): void;
}

/** Hidden windows get no animation frames; their state must move on all the same. */
const HIDDEN_DELAY = 250;

/**
 * Makes a batcher, so that a busy trainer costs the window at most one update per frame.
 *
 * @param handle receives what was added since the last time, in order, never empty
 */
export function createFrameBatcher<T>(handle: (values: readonly T[]) => void): FrameBatcher<T> {
  let waiting: T[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    const values = waiting;
    waiting = [];
    if (values.length > 0) handle(values);
  }

  function add(value: T): void {
    waiting.push(value);
    if (timer !== undefined) return;
    frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, HIDDEN_DELAY);
  }

  return { add, flush };
}
