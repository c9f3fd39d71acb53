/**
 * Shares out `total` in proportion to `weights`, in whole numbers that sum to it: the method of
 * largest remainders (Hamilton), with ties going to the earlier place.
 *
 * @param total whole, 0 to the sum of the weights
 * @param weights whole, >= 0; no share exceeds its weight
 */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  if (total > sum) throw new RangeError(`cannot share out ${total} among ${sum}`);
  if (sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((total * weight) / sum));
  const remainders = weights.map((weight) => (total * weight) % sum);
  const order = [...weights.keys()].sort(
    (left, right) => (remainders[right] ?? 0) - (remainders[left] ?? 0) || left - right,
  );
  const missing = total - shares.reduce((left, right) => left + right, 0);
  const more = new Set(order.slice(0, missing));
  return shares.map((share, index) => (more.has(index) ? share + 1 : share));
}
