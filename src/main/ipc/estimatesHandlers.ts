import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `estimates:` channels.
 *
 * @param memoryBytes the machine's memory
 */
export function estimatesHandlers(memoryBytes: () => number): HandlersOf<'estimates'> {
  return {
    'estimates:basis': () => ({ memoryBytes: memoryBytes() }),
  };
}
