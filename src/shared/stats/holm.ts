/**
 * Holm's correction: p values such that rejecting those below α wrongly rejects any of them with a chance
 * of α at most, however the tests hang together. S. Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 65–70 (1979).
 *
 * @param pValues 0–1 each
 * @returns corrected ones, in the order given
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => at(pValues, a) - at(pValues, b));
  const corrected = new Array<number>(pValues.length).fill(1);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * at(pValues, index)));
    corrected[index] = least;
  });
  return corrected;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 1;
}
