import type { Predictions } from './contract.ts';

/** Predictions to be filled batch by batch. */
export function emptyPredictions(count: number, classes: number): Predictions {
  return {
    classes: new Uint8Array(count),
    confidences: new Float32Array(count),
    probabilities: new Float32Array(count * classes),
  };
}

/** Writes one batch into the predictions from image number `begin` on. */
export function recordPredictions(
  into: Predictions,
  begin: number,
  probabilities: Float32Array,
  classes: Int32Array,
): void {
  const width = probabilities.length / classes.length;
  into.probabilities.set(probabilities, begin * width);
  classes.forEach((predicted, row) => {
    into.classes[begin + row] = predicted;
    into.confidences[begin + row] = probabilities[row * width + predicted] ?? Number.NaN;
  });
}

/** Puts predictions of some images in their place among all, from image number `begin` on. */
export function placePredictions(into: Predictions, begin: number, part: Predictions): void {
  if (part.classes.length === 0) return;
  const width = part.probabilities.length / part.classes.length;
  into.classes.set(part.classes, begin);
  into.confidences.set(part.confidences, begin);
  into.probabilities.set(part.probabilities, begin * width);
}
