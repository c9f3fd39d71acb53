/** A cell of a table; null leaves it empty. */
export type CsvCell = string | number | null;

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * A table as CSV: RFC 4180, with a line end after every row. Text that a spreadsheet would run as a
 * formula gets an apostrophe before it (OWASP, "CSV Injection"); numbers are written in full and left
 * alone, also negative ones.
 *
 * @example toCsv([['Epoch', 'Loss'], [1, 0.5]]) // 'Epoch,Loss\r\n1,0.5\r\n'
 */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
