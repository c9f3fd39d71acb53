import { z } from 'zod';

/** Schema of a confusion matrix: `counts[true][predicted]`, square, whole numbers. */
export const confusionMatrixSchema = z
  .array(z.array(z.number().int().min(0)).readonly())
  .readonly()
  .refine((rows) => rows.every((row) => row.length === rows.length), 'must be square');

/** Counts by true class (rows) and predicted class (columns). */
export type ConfusionMatrix = readonly (readonly number[])[];

/**
 * Counts predictions by true and predicted class.
 *
 * @param truth the true class of each example
 * @param predicted the predicted class of each, as long as `truth`
 * @param classes how many classes there are
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): ConfusionMatrix {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let index = 0; index < truth.length; index += 1) {
    const row = counts[truth[index] ?? -1];
    const column = predicted[index] ?? -1;
    if (row === undefined || row[column] === undefined) {
      throw new RangeError(`example ${index} has a class outside 0 to ${classes - 1}`);
    }
    row[column] += 1;
  }
  return counts;
}

/** The number of examples in a matrix. */
export function matrixTotal(matrix: ConfusionMatrix): number {
  return matrix.reduce((sum, row) => sum + row.reduce((inner, count) => inner + count, 0), 0);
}
