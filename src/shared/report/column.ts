/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand to the right, so that their digits line up. @default 'left' */
  readonly align?: 'left' | 'right';
}

/** How wide each column has to be for its title and cells. */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  return columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
}

/** A cell filled up to its column's width. */
export function fitCell(text: string, width: number, align: Column['align'] = 'left'): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}
