/**
 * Lets go at once of what nothing holds any more, where the process was started with V8's `--expose-gc`:
 * V8 does not see how much memory beyond its heaps waits for it, and a data set's compressed file or a
 * written checkpoint would stay until much later. Takes some milliseconds.
 */
export function collectGarbage(): void {
  globalThis.gc?.();
}
