import { matrixTotal, type ConfusionMatrix } from '../../shared/model/confusionMatrix.ts';
import { formatCount } from './format.ts';
import { formatTable } from './table.ts';

/** A confusion matrix for a terminal: rows true, columns predicted, totals at the edges. */
export function confusionTable(matrix: ConfusionMatrix, classNames: readonly string[]): string {
  const labels = matrix.map((_row, index) => classNames[index] ?? String(index));
  const columnTotals = matrix.map((_row, column) =>
    matrix.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  const rows = matrix.map((row, index) => [
    labels[index] ?? '',
    ...row.map(cell),
    formatCount(row.reduce((sum, count) => sum + count, 0)),
  ]);
  return formatTable(
    [
      { title: 'true ╲ predicted' },
      ...labels.map((label) => ({ title: shortName(label), align: 'right' as const })),
      { title: 'total', align: 'right' },
    ],
    [...rows, ['total', ...columnTotals.map(formatCount), formatCount(matrixTotal(matrix))]],
  );
}

/** Puts blocks of text beside each other, their heads above them. */
export function sideBySide(
  blocks: readonly { readonly head: string; readonly body: string }[],
  gap = '    ',
): string {
  const columns = blocks.map(({ head, body }) => [head, ...body.split('\n')]);
  const widths = columns.map((lines) => Math.max(...lines.map((line) => line.length)));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines, column) => (lines[row] ?? '').padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  ).join('\n');
}

// Zeros would hide the errors among them.
function cell(count: number): string {
  return count === 0 ? '·' : formatCount(count);
}

function shortName(label: string): string {
  return label.length <= 7 ? label : `${label.slice(0, 6)}.`;
}
