/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand to the right, so that their digits line up. @default 'left' */
  readonly align?: 'left' | 'right';
}

/** Lays cells out in columns for a terminal, with a rule under the head. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columnWidths(columns, rows);
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, index) => fit(cells[index] ?? '', width, columns[index]?.align))
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
  ].join('\n');
}

/** Lays cells out as a Markdown table that is also easy to read as it is. */
export function formatMarkdown(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columnWidths(columns, clean).map((width) => Math.max(3, width));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, index) => fit(cells[index] ?? '', width, columns[index]?.align)).join(' | ')} |`;
  const rule = widths.map((width, index) =>
    columns[index]?.align === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(columns.map(({ title }) => title)), line(rule), ...clean.map(line)].join('\n');
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

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly number[] {
  return columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
}

function fit(text: string, width: number, align: Column['align'] = 'left'): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}
