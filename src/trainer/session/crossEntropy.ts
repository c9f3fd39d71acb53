/** Keras's epsilon: probabilities are kept this far from 0 and 1. */
const EPSILON = 1e-7;

/**
 * Sums the categorical cross-entropy of predictions, clipped as Keras clips.
 *
 * @param probabilities count × classes, row by row
 * @param truth the true class of each row
 * @param smoothing the part of each label that is spread evenly over all classes
 */
export function sumCrossEntropy(
  probabilities: Float32Array,
  truth: Uint8Array,
  smoothing = 0,
): number {
  const classes = probabilities.length / truth.length;
  let sum = 0;
  truth.forEach((label, row) => {
    sum += (1 - smoothing) * surprise(probabilities[row * classes + label]);
  });
  if (smoothing === 0) return sum;
  return probabilities.reduce(
    (total, value) => total + (smoothing / classes) * surprise(value),
    sum,
  );
}

function surprise(probability = Number.NaN): number {
  return -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, probability)));
}
