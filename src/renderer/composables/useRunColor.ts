/** How many run colours there are; the tokens are `--run-0` to `--run-7`. */
export const RUN_COLORS = 8;

/** What a run's colour follows from. */
interface Numbered {
  readonly number: number;
}

/** The place of a run's colour in the palette: by its number, so the same in every view for good. */
export function runColorIndex({ number }: Numbered): number {
  return (((number - 1) % RUN_COLORS) + RUN_COLORS) % RUN_COLORS;
}

/** The token of a run's colour, such as `--run-3`, for charts. */
export function runColorToken(run: Numbered): string {
  return `--run-${runColorIndex(run)}`;
}

/** A run's colour for a style binding. @example useRunColor(run) // 'var(--run-3)' */
export function useRunColor(run: Numbered): string {
  return `var(${runColorToken(run)})`;
}
