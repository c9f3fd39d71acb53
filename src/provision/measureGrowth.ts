/** What grows while a client works, and who wants to know. */
export interface Growth {
  /** Bytes so far. */
  readonly measure?: (() => Promise<number>) | undefined;
  /** Told what `measure` last saw. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Between two measurements, in milliseconds. */
export const measureEveryMs = 400;

/**
 * Measures now and then, taking each growth for a sign of life.
 *
 * @param touch called whenever the size has changed
 * @returns stops it
 */
export function measureGrowth({ measure, onBytes }: Growth, touch: () => void): () => void {
  if (measure === undefined) return () => undefined;
  let seen = 0;
  const look = async (): Promise<void> => {
    // A file that vanishes while it is measured is the client's own tidying: look again later.
    const bytes = await measure().catch(() => seen);
    if (bytes !== seen) touch();
    seen = bytes;
    onBytes?.(bytes);
  };
  const timer = setInterval(() => void look(), measureEveryMs);
  return () => clearInterval(timer);
}
