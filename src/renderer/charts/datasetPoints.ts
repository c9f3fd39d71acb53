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
  return Array.from(x, (place, index) => {
    const value = y[index] ?? Number.NaN;
    return raw ? { x: place, y: value, raw: raw[index] ?? Number.NaN } : { x: place, y: value };
  });
}
