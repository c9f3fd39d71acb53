import type { CompareColumn } from '../../../shared/compare/columns.ts';
import { columnScale } from '../../charts/columnScale.ts';

/** A part of an axis, 0–1. */
export interface Brush {
  readonly low: number;
  readonly high: number;
}

/** What is brushed, by the key of the column. */
export type Brushes = ReadonlyMap<string, Brush>;

/**
 * Which runs lie within every brush.
 *
 * @returns places of the runs, in order; all of them where nothing is brushed
 */
export function brushed(
  columns: readonly CompareColumn[],
  brushes: Brushes,
  count: number,
): readonly number[] {
  const tests = columns.flatMap((column) => {
    const brush = brushes.get(column.key);
    return brush ? [{ column, brush, scale: columnScale(column) }] : [];
  });
  return Array.from({ length: count }, (_, index) => index).filter((index) =>
    tests.every(({ column, brush, scale }) => {
      const at = scale.at(column.values[index] ?? null);
      return at !== null && at >= brush.low && at <= brush.high;
    }),
  );
}

/** A brush from one place of an axis to another, kept within it. */
export function brushOf(one: number, other: number): Brush {
  const within = (place: number): number => Math.min(1, Math.max(0, place));
  return { low: within(Math.min(one, other)), high: within(Math.max(one, other)) };
}

/** A brush moved by a step along its axis, as long as before. */
export function movedBrush({ low, high }: Brush, by: number): Brush {
  const step = Math.min(1 - high, Math.max(-low, by));
  return { low: low + step, high: high + step };
}

/** The brushes with one column's changed, or taken away by null. */
export function withBrush(brushes: Brushes, key: string, brush: Brush | null): Brushes {
  const next = new Map(brushes);
  if (brush === null) next.delete(key);
  else next.set(key, brush);
  return next;
}
