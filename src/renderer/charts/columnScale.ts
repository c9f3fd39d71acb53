import type { ColumnValue, CompareColumn } from '../../shared/compare/columns.ts';

/** Where the values of a column lie along an axis. */
export interface ColumnScale {
  /** 0 at the low end to 1 at the high end; null where there is no value. */
  readonly at: (value: ColumnValue) => number | null;
  /** What is written along the axis. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Numbers that span more than this many times are laid out by their logarithm. */
const LOGARITHMIC_FROM = 50;

/** The scale of a column: numbers by size, or by logarithm where they span far; categories evenly. */
export function columnScale({ kind, values }: Pick<CompareColumn, 'kind' | 'values'>): ColumnScale {
  const known = values.filter((value) => value !== null);
  if (kind === 'category') return categoryScale([...new Set(known.map(String))].sort());
  const numbers = known.map(Number);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length === 0 || low === high) return middleScale(numbers[0]);
  const log = low > 0 && high / low > LOGARITHMIC_FROM;
  const move = log ? Math.log10 : (value: number): number => value;
  const [from, to] = [move(low), move(high)];
  const at = (value: ColumnValue): number | null =>
    value === null ? null : (move(Number(value)) - from) / (to - from);
  return {
    at,
    ticks: tickValues(low, high, log).map((value) => ({
      at: at(value) ?? 0,
      label: shortNumber(value),
    })),
  };
}

function categoryScale(names: readonly string[]): ColumnScale {
  const place = (index: number): number => (names.length < 2 ? 0.5 : index / (names.length - 1));
  return {
    at: (value) => (value === null ? null : place(names.indexOf(String(value)))),
    ticks: names.map((label, index) => ({ at: place(index), label })),
  };
}

function middleScale(value: number | undefined): ColumnScale {
  return {
    at: (one) => (one === null ? null : 0.5),
    ticks: value === undefined ? [] : [{ at: 0.5, label: shortNumber(value) }],
  };
}

/** The two ends and three between. */
function tickValues(low: number, high: number, log: boolean): readonly number[] {
  return [0, 0.25, 0.5, 0.75, 1].map((share) =>
    log ? low * (high / low) ** share : low + (high - low) * share,
  );
}

/** A number of any size in a few characters. @example shortNumber(9_517_034) // '9.52M' */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  if (size !== 0 && size < 0.001) return value.toExponential(0);
  return trim(value);
}

function trim(value: number): string {
  return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3)));
}
