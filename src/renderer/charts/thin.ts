import { nearestIndex, type Points } from './points.ts';
import type { XWindow } from './xWindow.ts';

/** What of a line is drawn. */
export interface DrawnPoints extends Points {
  /** The values behind smoothed ones. */
  readonly raw?: Float64Array;
}

/**
 * The points of a line that are needed to draw it: of each column of pixels the first, the last, the
 * lowest and the highest, so that no peak is lost (the M4 aggregation: Jugel et al., VLDB 2014). The data
 * itself is never thinned.
 *
 * @param window what the axis shows; one point on either side is kept, for the line to leave the picture
 * @param columns how many pixels wide the picture is
 * @param smooth smoothed values to draw in place of the points' own, in step with them
 * @returns points of the line, in order; all within the window where there are few
 */
export function thinPoints(
  points: Points,
  window: XWindow,
  columns: number,
  smooth?: Float64Array,
): DrawnPoints {
  const [from, to] = withinWindow(points, window);
  const values = smooth ?? points.y;
  if (to - from <= 4 * columns) {
    const all = { x: points.x.subarray(from, to), y: values.subarray(from, to) };
    return smooth ? { ...all, raw: points.y.subarray(from, to) } : all;
  }
  const kept = outlines(points.x.subarray(from, to), values.subarray(from, to), window, columns);
  const thin = { x: pick(points.x, from, kept), y: pick(values, from, kept) };
  return smooth ? { ...thin, raw: pick(points.y, from, kept) } : thin;
}

function pick(column: Float64Array, from: number, places: readonly number[]): Float64Array {
  const picked = new Float64Array(places.length);
  for (const [index, place] of places.entries()) picked[index] = column[from + place] ?? Number.NaN;
  return picked;
}

function withinWindow(points: Points, { min, max }: XWindow): readonly [number, number] {
  const { x } = points;
  if (x.length === 0) return [0, 0];
  let from = nearestIndex(points, min);
  while (from > 0 && (x[from] ?? 0) >= min) from -= 1;
  let to = nearestIndex(points, max) + 1;
  while (to < x.length && (x[to - 1] ?? 0) <= max) to += 1;
  return [from, to];
}

/** The places of each column's first, lowest, highest and last value, in order and each once. */
function outlines(
  x: Float64Array,
  y: Float64Array,
  { min, max }: XWindow,
  columns: number,
): readonly number[] {
  const perUnit = Math.max(1, columns) / (max - min || 1);
  const columnOf = (index: number): number => Math.floor(((x[index] ?? 0) - min) * perUnit);
  const kept: number[] = [];
  for (let start = 0; start < x.length;) {
    const column = columnOf(start);
    let low = start;
    let high = start;
    let end = start + 1;
    for (; end < x.length && columnOf(end) === column; end += 1) {
      const value = y[end] ?? Number.NaN;
      // Written so that a value that is no number gives way to any that is.
      if (!(value >= (y[low] ?? 0)) && !Number.isNaN(value)) low = end;
      if (!(value <= (y[high] ?? 0)) && !Number.isNaN(value)) high = end;
    }
    const [early, late] = low < high ? [low, high] : [high, low];
    kept.push(start);
    if (early > start) kept.push(early);
    if (late > early) kept.push(late);
    if (end - 1 > late) kept.push(end - 1);
    start = end;
  }
  return kept;
}
