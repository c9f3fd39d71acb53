/** A value with all that it was and, after an undo, all that it was to be. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Tag and time of the last step, for joining what belongs together. */
  readonly last: { readonly tag: string; readonly at: number } | null;
}

/** Edits of one tag within this many milliseconds of each other are one step. */
export const JOIN_WITHIN = 1000;

/** A history with nothing to undo. */
export function newHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], last: null };
}

/**
 * A history with a new present; the future is given up.
 *
 * @param next the same object as the present changes nothing
 * @param tag joins this step to the last one when both carry it; null never joins
 * @param now milliseconds
 */
export function record<T>(
  history: History<T>,
  next: T,
  tag: string | null,
  now: number,
): History<T> {
  if (next === history.present) return history;
  const { last, past, present } = history;
  const joins = tag !== null && last?.tag === tag && now - last.at <= JOIN_WITHIN;
  return {
    past: joins ? past : [...past, present],
    present: next,
    future: [],
    last: tag === null ? null : { tag, at: now },
  };
}

/** One step back, or the same history when there is none. */
export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    last: null,
  };
}

/** One step forward again, or the same history when there is none. */
export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, last: null };
}
