import type { SplitName } from '../shared/dataset/datasetDescription.ts';
import type { ConfusionMatrix } from '../shared/model/confusionMatrix.ts';
import type { Database } from './loadSqlite.ts';

interface Cell {
  readonly epoch: number;
  readonly trueClass: number;
  readonly predictedClass: number;
  readonly count: number;
}

/** The epoch of a matrix that belongs to the run as a whole. */
const WHOLE_RUN = 0;

/** Confusion matrices, of epochs and of runs. */
export type ConfusionMatrices = ReturnType<typeof createConfusionMatrices>;

/** Prepares the statements on confusion matrices. */
export function createConfusionMatrices(database: Database) {
  const insert = database.prepare<[number, SplitName, number, number, number, number]>(
    `INSERT INTO confusion_matrices (run, split, epoch, true_class, predicted_class, count)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const select = database.prepare<[number, SplitName], Cell>(
    `SELECT epoch, true_class AS trueClass, predicted_class AS predictedClass, count
     FROM confusion_matrices WHERE run = ? AND split = ?
     ORDER BY epoch, true_class, predicted_class`,
  );
  const byEpoch = (run: number, split: SplitName): ReadonlyMap<number, readonly Cell[]> =>
    groupByEpoch(select.all(run, split));
  return {
    /** @param epoch counted from 1; left out for the run as a whole */
    insert(run: number, split: SplitName, matrix: ConfusionMatrix, epoch = WHOLE_RUN): void {
      matrix.forEach((row, trueClass) => {
        row.forEach((count, predicted) => {
          // The diagonal stays, also when zero, so that the rows tell the matrix's size.
          if (count === 0 && trueClass !== predicted) return;
          insert.run(run, split, epoch, trueClass, predicted, count);
        });
      });
    },
    ofRun(run: number, split: SplitName): ConfusionMatrix | undefined {
      const cells = byEpoch(run, split).get(WHOLE_RUN);
      return cells && toMatrix(cells);
    },
    /** In the order of epochs. */
    ofEpochs: (run: number, split: SplitName): readonly ConfusionMatrix[] =>
      [...byEpoch(run, split)]
        .filter(([epoch]) => epoch > WHOLE_RUN)
        .map(([, cells]) => toMatrix(cells)),
  };
}

function groupByEpoch(cells: readonly Cell[]): ReadonlyMap<number, readonly Cell[]> {
  const groups = new Map<number, Cell[]>();
  for (const cell of cells) {
    const group = groups.get(cell.epoch);
    if (group) group.push(cell);
    else groups.set(cell.epoch, [cell]);
  }
  return groups;
}

function toMatrix(cells: readonly Cell[]): ConfusionMatrix {
  const size = 1 + cells.reduce((most, { trueClass }) => Math.max(most, trueClass), -1);
  const rows = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { trueClass, predictedClass, count } of cells) {
    const row = rows[trueClass];
    if (row) row[predictedClass] = count;
  }
  return rows;
}
