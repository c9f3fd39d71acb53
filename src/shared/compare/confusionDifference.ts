import type { ConfusionMatrix } from '../model/confusionMatrix.ts';

/** One cell of a run's matrix against the baseline's. */
export interface DifferenceCell {
  readonly baseline: number;
  readonly run: number;
  /** The run's count minus the baseline's. */
  readonly change: number;
  /** Whether the change is for the better; null where nothing changed. */
  readonly good: boolean | null;
  /** 0–1 of the largest change of its kind: right ones and errors have scales of their own. */
  readonly strength: number;
}

/**
 * What changed between two matrices over the same images. More on the diagonal is better, more anywhere
 * else is worse.
 *
 * @returns rows of true classes; null when the matrices are not equally large
 */
export function confusionDifference(
  baseline: ConfusionMatrix,
  run: ConfusionMatrix,
): readonly (readonly DifferenceCell[])[] | null {
  if (baseline.length !== run.length) return null;
  const change = (row: number, column: number): number =>
    (run[row]?.[column] ?? 0) - (baseline[row]?.[column] ?? 0);
  let [mostRight, mostWrong] = [0, 0];
  baseline.forEach((line, row) =>
    line.forEach((_, column) => {
      const size = Math.abs(change(row, column));
      if (row === column) mostRight = Math.max(mostRight, size);
      else mostWrong = Math.max(mostWrong, size);
    }),
  );
  return baseline.map((line, row) =>
    line.map((before, column) => {
      const by = change(row, column);
      const most = row === column ? mostRight : mostWrong;
      return {
        baseline: before,
        run: before + by,
        change: by,
        good: by === 0 ? null : (row === column) === by > 0,
        strength: most === 0 ? 0 : Math.abs(by) / most,
      };
    }),
  );
}
