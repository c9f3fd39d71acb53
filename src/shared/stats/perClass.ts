import type { ConfusionMatrix } from '../model/confusionMatrix.ts';

/** How well one class is recognised. Each value lies in 0–1; null where it is undefined (0 / 0). */
export interface ClassMetrics {
  /** Right predictions of the class / all predictions of the class. */
  readonly precision: number | null;
  /** Right predictions of the class / all examples of the class. */
  readonly recall: number | null;
  /** Harmonic mean of precision and recall: 2TP / (2TP + FP + FN). */
  readonly f1: number | null;
  /** Examples of the class. */
  readonly support: number;
}

/** Precision, recall and F1 of each class, from a matrix with true classes in rows. */
export function perClassMetrics(matrix: ConfusionMatrix): readonly ClassMetrics[] {
  return matrix.map((row, index) => {
    const right = row[index] ?? 0;
    const support = row.reduce((sum, count) => sum + count, 0);
    const predicted = matrix.reduce((sum, other) => sum + (other[index] ?? 0), 0);
    return {
      precision: ratio(right, predicted),
      recall: ratio(right, support),
      f1: ratio(2 * right, support + predicted),
      support,
    };
  });
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
