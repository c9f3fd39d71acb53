import type { ConfusionMatrix } from '../../shared/model/confusionMatrix.ts';

/** What the cells of a matrix show. */
export type MatrixMode = 'counts' | 'true' | 'predicted';

/** A cell ready to be drawn. */
export interface MatrixCell {
  readonly count: number;
  /** 0–1 of the row: of the images that are of the true class. */
  readonly ofTrue: number;
  /** 0–1 of the column: of the images taken for the predicted class. */
  readonly ofPredicted: number;
  readonly right: boolean;
  /** 0–1 on the scale of its kind: right ones against all, errors against the worst error. */
  readonly strength: number;
}

/** A matrix ready to be drawn. */
export interface MatrixView {
  readonly rows: readonly {
    readonly cells: readonly MatrixCell[];
    readonly total: number;
  }[];
  readonly columnTotals: readonly number[];
  readonly total: number;
}

/**
 * Prepares a matrix. The diagonal and the errors have scales of their own, since errors a tenth the size
 * of what is right would otherwise all look like nothing.
 *
 * @param matrix rows true, columns predicted
 */
export function matrixView(matrix: ConfusionMatrix, mode: MatrixMode): MatrixView {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const rowTotals = matrix.map(sum);
  const columnTotals = matrix.map((_, column) => sum(matrix.map((row) => row[column] ?? 0)));
  const value = (row: number, column: number): number => {
    const count = matrix[row]?.[column] ?? 0;
    if (mode === 'counts') return count;
    return share(count, (mode === 'true' ? rowTotals[row] : columnTotals[column]) ?? 0);
  };
  let mostRight = 0;
  let mostWrong = 0;
  matrix.forEach((row, r) =>
    row.forEach((_, c) => {
      if (r === c) mostRight = Math.max(mostRight, value(r, c));
      else mostWrong = Math.max(mostWrong, value(r, c));
    }),
  );
  const rows = matrix.map((row, r) => ({
    total: rowTotals[r] ?? 0,
    cells: row.map((count, c) => ({
      count,
      ofTrue: share(count, rowTotals[r] ?? 0),
      ofPredicted: share(count, columnTotals[c] ?? 0),
      right: r === c,
      strength: share(value(r, c), r === c ? mostRight : mostWrong),
    })),
  }));
  return { rows, columnTotals, total: sum(rowTotals) };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
