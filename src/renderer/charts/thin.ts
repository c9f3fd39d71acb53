import { nearestIndex, type ChartPoint } from './series.ts';
import type { XWindow } from './xWindow.ts';

/**
 * The points of a line that are needed to draw it: of each column of pixels the first, the last, the
 * lowest and the highest, so that no peak is lost (the M4 aggregation: Jugel et al., VLDB 2014). The data
 * itself is never thinned.
 *
 * @param points by growing x
 * @param window what the axis shows; one point on either side is kept, for the line to leave the picture
 * @param columns how many pixels wide the picture is
 * @param smooth smoothed values to draw in place of the points' own, in step with them
 * @returns points of the line, in order; all within the window where there are few
 */
export function thinPoints(
  points: readonly ChartPoint[],
  window: XWindow,
  columns: number,
  smooth?: Float64Array,
): readonly ChartPoint[] {
  const [from, to] = withinWindow(points, window);
  const value = (index: number): number =>
    (smooth ? smooth[index] : points[index]?.y) ?? Number.NaN;
  const point = (index: number): ChartPoint => {
    const { x, y } = points[index] as ChartPoint;
    return smooth ? { x, y: value(index), raw: y } : { x, y };
  };
  if (to - from <= 4 * columns) {
    if (!smooth && from === 0 && to === points.length) return points;
    return Array.from({ length: to - from }, (_, index) => point(from + index));
  }
  const width = (window.max - window.min) / Math.max(1, columns) || 1;
  const kept: ChartPoint[] = [];
  let start = from;
  while (start < to) {
    const column = Math.floor(((points[start]?.x ?? 0) - window.min) / width);
    let end = start + 1;
    while (end < to && Math.floor(((points[end]?.x ?? 0) - window.min) / width) === column)
      end += 1;
    for (const index of outline(value, start, end)) kept.push(point(index));
    start = end;
  }
  return kept;
}

function withinWindow(points: readonly ChartPoint[], { min, max }: XWindow): [number, number] {
  if (points.length === 0) return [0, 0];
  let from = nearestIndex(points, min);
  while (from > 0 && (points[from]?.x ?? 0) >= min) from -= 1;
  let to = nearestIndex(points, max) + 1;
  while (to < points.length && (points[to - 1]?.x ?? 0) <= max) to += 1;
  return [from, to];
}

/** First, lowest, highest and last of some points, in order and each once. */
function outline(value: (index: number) => number, start: number, end: number): readonly number[] {
  let low = start;
  let high = start;
  for (let index = start + 1; index < end; index += 1) {
    const y = value(index);
    // Written so that a value that is no number gives way to any that is.
    if (!(y >= value(low)) && !Number.isNaN(y)) low = index;
    if (!(y <= value(high)) && !Number.isNaN(y)) high = index;
  }
  return [...new Set([start, low, high, end - 1])].sort((a, b) => a - b);
}
