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
 * @param weight 0 (nothing changes) to below 1
 * @returns as many points, each with its own value as `raw`; one that is not finite passes unchanged
 */
export function smoothPoints(points: readonly ChartPoint[], weight: number): readonly ChartPoint[] {
  if (weight <= 0 || points.length < 2) return points;
  const first = points[0]?.x ?? 0;
  const span = (points.at(-1)?.x ?? 0) - first;
  const mean = span > 0 ? span / (points.length - 1) : 1;
  let sum = 0;
  let mass = 0;
  let before = first;
  return points.map(({ x, y }) => {
    if (!Number.isFinite(y)) return { x, y };
    const kept = weight ** ((x - before) / mean);
    before = x;
    sum = kept * sum + y;
    mass = kept * mass + 1;
    return { x, y: sum / mass, raw: y };
  });
}
