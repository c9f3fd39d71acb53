import { RUN_COLORS } from '../../shared/model/runColor.ts';

/** What a run's colour follows from. */
interface Colored {
  readonly number: number;
  /** The one that a person chose. */
  readonly color?: number | null;
}

/** The place of a run's colour in the palette: the one that was chosen, or by its number, so the same in every view. */
export function runColorIndex({ number, color }: Colored): number {
  if (color != null) return color % RUN_COLORS;
  return (((number - 1) % RUN_COLORS) + RUN_COLORS) % RUN_COLORS;
}

/** The token of a run's colour, such as `--run-3`, for charts. */
export function runColorToken(run: Colored): string {
  return `--run-${runColorIndex(run)}`;
}

/** A run's colour for a style binding. @example useRunColor(run) // 'var(--run-3)' */
export function useRunColor(run: Colored): string {
  return `var(${runColorToken(run)})`;
}
