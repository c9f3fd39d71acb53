/** The predictions whose confidence lies above `low` and up to `high`. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Mean confidence, 0–1; null for an empty bin. */
  readonly confidence: number | null;
  /** The part of the predictions that were right, 0–1; null for an empty bin. */
  readonly accuracy: number | null;
}

/** How far a model's confidence can be believed. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error, 0–1: the mean distance of confidence and accuracy over all predictions. */
  readonly ece: number;
  readonly count: number;
}

/** As many bins as in the source's experiments. */
export const CALIBRATION_BINS = 15;

/**
 * The reliability diagram and the expected calibration error over bins of equal width:
 * ECE = Σ |B| / n · |accuracy(B) − confidence(B)|. Guo, Pleiss, Sun and Weinberger, "On Calibration of
 * Modern Neural Networks", ICML 2017, equations 2, 3 and 5. A bin holds what lies above its lower and up
 * to its upper edge; a confidence of 0 falls into the first.
 *
 * @param confidences probability of each predicted class, 0–1
 * @param right whether each prediction was right, in step with `confidences`
 * @param bins how many, at least 1
 * @returns an ECE of 0 when there are no predictions
 */
export function calibrate(
  confidences: ArrayLike<number>,
  right: ArrayLike<boolean>,
  bins: number = CALIBRATION_BINS,
): Calibration {
  const counts = new Array<number>(bins).fill(0);
  const confidenceSums = new Array<number>(bins).fill(0);
  const rightCounts = new Array<number>(bins).fill(0);
  const count = confidences.length;
  for (let index = 0; index < count; index += 1) {
    const confidence = confidences[index] ?? 0;
    const bin = binOf(confidence, bins);
    counts[bin] = (counts[bin] ?? 0) + 1;
    confidenceSums[bin] = (confidenceSums[bin] ?? 0) + confidence;
    if (right[index]) rightCounts[bin] = (rightCounts[bin] ?? 0) + 1;
  }
  let gaps = 0;
  const filled = counts.map((members, bin): CalibrationBin => {
    const edges = { low: bin / bins, high: (bin + 1) / bins };
    if (members === 0) return { ...edges, count: 0, confidence: null, accuracy: null };
    const sum = confidenceSums[bin] ?? 0;
    const correct = rightCounts[bin] ?? 0;
    gaps += Math.abs(correct - sum);
    return { ...edges, count: members, confidence: sum / members, accuracy: correct / members };
  });
  return { bins: filled, ece: count === 0 ? 0 : gaps / count, count };
}

function binOf(confidence: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
}
