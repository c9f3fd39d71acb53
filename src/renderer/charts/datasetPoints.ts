import type { DrawnPoints } from './thin.ts';

/** A point as chart.js takes it. */
export interface DatasetPoint {
  readonly x: number;
  readonly y: number;
  /** The value behind a smoothed one. */
  readonly raw?: number;
}

/** What is drawn of a line, as chart.js takes it. */
export function datasetPoints({ x, y, raw }: DrawnPoints): DatasetPoint[] {
  const points: DatasetPoint[] = [];
  for (let index = 0; index < x.length; index += 1) {
    const point = { x: x[index] ?? Number.NaN, y: y[index] ?? Number.NaN };
    points.push(raw ? { ...point, raw: raw[index] ?? Number.NaN } : point);
  }
  return points;
}
