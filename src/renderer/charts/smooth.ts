import type { ChartPoint } from './series.ts';

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
 * @param points by growing x
 * @param weight 0 to below 1
 * @returns a value for each point; that of one that is not finite is its own
 */
export function smoothValues(points: readonly ChartPoint[], weight: number): Float64Array {
  const first = points[0]?.x ?? 0;
  const span = (points.at(-1)?.x ?? 0) - first;
  const mean = span > 0 ? span / (points.length - 1) : 1;
  const values = new Float64Array(points.length);
  let sum = 0;
  let mass = 0;
  let before = first;
  // Most points are equally far apart, and a power is the dearest thing here.
  let distance = 1;
  let kept = weight;
  points.forEach(({ x, y }, index) => {
    values[index] = y;
    if (!Number.isFinite(y)) return;
    const next = (x - before) / mean;
    if (Math.abs(next - distance) > SAME) {
      distance = next;
      kept = weight ** next;
    }
    before = x;
    sum = kept * sum + y;
    mass = kept * mass + 1;
    values[index] = sum / mass;
  });
  return values;
}

/** Distances that differ by less, in mean distances, are the same. */
const SAME = 1e-9;

/** A smoothed line: as many points, each with its own value as `raw`. @see smoothValues */
export function smoothPoints(points: readonly ChartPoint[], weight: number): readonly ChartPoint[] {
  if (weight <= 0) return points;
  const values = smoothValues(points, weight);
  return points.map(({ x, y }, index) => ({ x, y: values[index] ?? y, raw: y }));
}
