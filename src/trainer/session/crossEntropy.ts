/** Keras's epsilon: probabilities are kept this far from 0 and 1. */
const EPSILON = 1e-7;

/**
 * Sums the categorical cross-entropy of predictions, clipped as Keras clips.
 *
 * @param probabilities count × classes, row by row
 * @param truth the true class of each row
 */
export function sumCrossEntropy(probabilities: Float32Array, truth: Uint8Array): number {
  const classes = probabilities.length / truth.length;
  let sum = 0;
  truth.forEach((label, row) => {
    const probability = probabilities[row * classes + label] ?? Number.NaN;
    sum -= Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, probability)));
  });
  return sum;
}
