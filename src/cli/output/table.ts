import { columnWidths, fitCell, type Column } from '../../shared/report/column.ts';

export type { Column } from '../../shared/report/column.ts';

/** Lays cells out in columns for a terminal, with a rule under the head. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columnWidths(columns, rows);
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, index) => fitCell(cells[index] ?? '', width, columns[index]?.align))
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
  ].join('\n');
}

/** Names and values, one pair a line. */
export function formatPairs(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** Indents every line of a block. */
export function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
