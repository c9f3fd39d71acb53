/**
 * Says when something may happen again: at once the first time, then at most once an interval.
 *
 * @param interval milliseconds
 * @param now milliseconds that never run backwards
 * @returns a function that is true when the interval has passed, which starts the next
 */
export function createThrottle(
  interval: number,
  now: () => number = () => performance.now(),
): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last < interval) return false;
    last = now();
    return true;
  };
}
