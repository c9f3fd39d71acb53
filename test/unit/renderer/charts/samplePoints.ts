import { pointsOf, type Points } from '../../../../src/renderer/charts/points.ts';

/** A point as tests write and read it. */
export interface SamplePoint {
  readonly x: number;
  readonly y: number;
}

/** Points written one by one, as a line holds them. */
export function toColumns(rows: readonly SamplePoint[]): Points {
  return pointsOf(
    rows,
    ({ x }) => x,
    ({ y }) => y,
  );
}

/** A line's points one by one; with `raw` where it has values behind smoothed ones. */
export function toRows(points: Points & { readonly raw?: Float64Array }): readonly SamplePoint[] {
  const { raw } = points;
  return Array.from(points.x, (x, index) => {
    const point = { x, y: points.y[index] ?? Number.NaN };
    return raw ? { ...point, raw: raw[index] } : point;
  });
}
