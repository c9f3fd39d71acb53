import { columnWidths, fitCell, type Column } from './column.ts';

/** Lays cells out as a Markdown table that is also easy to read as it is. */
export function formatMarkdown(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columnWidths(columns, clean).map((width) => Math.max(3, width));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, index) => fitCell(cells[index] ?? '', width, columns[index]?.align)).join(' | ')} |`;
  const rule = widths.map((width, index) =>
    columns[index]?.align === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(columns.map(({ title }) => title)), line(rule), ...clean.map(line)].join('\n');
}
