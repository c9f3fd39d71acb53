import type { Points } from './points.ts';

/** The strongest smoothing that can be chosen. */
export const MOST_SMOOTHING = 0.99;

/**
 * Smooths a line by a time-weighted exponential moving average without bias.
 *
 * With weight w and mean distance d of two points in x, a point that lies Δ before another counts
 * w^(Δ / d) towards it: S(i) = a·S(i−1) + y(i) and D(i) = a·D(i−1) + 1, where a = w^((x(i) − x(i−1)) / d),
 * and the smoothed value is S(i) / D(i). Dividing by D removes the pull towards the zero it starts from,
 * as Adam's bias correction does (Kingma and Ba, 2015). For evenly spaced points this is TensorBoard's
 * smoothing; where points are sparse, older ones count for less, whatever their number.
 *
 * @param weight 0 to below 1
 * @returns a value for each point; that of one that is not finite is its own
 */
export function smoothValues({ x, y }: Points, weight: number): Float64Array {
  const first = x[0] ?? 0;
  const span = (x.at(-1) ?? 0) - first;
  const mean = span > 0 ? span / (x.length - 1) : 1;
  const values = y.slice();
  let sum = 0;
  let mass = 0;
  let before = first;
  // Most points are equally far apart, and a power is the dearest thing here.
  let distance = 1;
  let kept = weight;
  for (let index = 0; index < values.length; index += 1) {
    const value = y[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const at = x[index] ?? 0;
    const next = (at - before) / mean;
    if (Math.abs(next - distance) > SAME) {
      distance = next;
      kept = weight ** next;
    }
    before = at;
    sum = kept * sum + value;
    mass = kept * mass + 1;
    values[index] = sum / mass;
  }
  return values;
}

/** Distances that differ by less, in mean distances, are the same. */
const SAME = 1e-9;
