import type { DraftNumber } from './draft.ts';

/** A list of sizes as people write it: `14 × 56`. */
export function axesText(values: readonly DraftNumber[]): string {
  return values.join(' × ');
}

/**
 * Reads a list of sizes, whatever stands between them.
 *
 * @example readAxes('14 x 56') // [14, 56]
 */
export function readAxes(text: string): readonly number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
