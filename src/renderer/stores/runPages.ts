/** Rows of a long table, of which only some are known. */
export interface Rows<T> {
  readonly total: number;
  /** By place; undefined where it was not read yet. */
  readonly at: ReadonlyMap<number, T>;
}

export const NO_ROWS: Rows<never> = { total: 0, at: new Map<number, never>() };

/** Rows that are read together. */
export const PAGE = 100;

/** The pages that hold the rows from one place to another, both included, by their first row. */
export function pagesOf(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE);
  const to = Math.floor(Math.max(0, last) / PAGE);
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * PAGE);
}

/** The rows with a page put in; where the number of rows changed, what is below may have moved. */
export function withPage<T>(
  rows: Rows<T>,
  offset: number,
  page: readonly T[],
  total: number,
): Rows<T> {
  const at = new Map(
    [...rows.at].filter(([place]) => place < total && (place < offset || place >= offset + PAGE)),
  );
  page.forEach((row, index) => at.set(offset + index, row));
  return { total, at };
}
