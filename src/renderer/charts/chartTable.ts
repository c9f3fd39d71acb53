import type { CsvCell } from '../../shared/csv/toCsv.ts';
import type { ChartSeries } from './series.ts';
import { smoothValues } from './smooth.ts';

/** A chart as rows: an x, and of every line its value there, or null. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | null)[])[];
}

/**
 * All values of a chart, none thinned, by growing x.
 *
 * @param xLabel head of the first column
 * @param smoothing above 0 adds a column with the smoothed values of each line
 */
export function chartTable(
  series: readonly ChartSeries[],
  xLabel: string,
  smoothing = 0,
): ChartTable {
  const lines = series.flatMap(({ label, heading = label, points }) => {
    const own = { heading, points };
    if (smoothing <= 0) return [own];
    const smoothed = { x: points.x, y: smoothValues(points, smoothing) };
    return [own, { heading: `${heading}, smoothed ${smoothing}`, points: smoothed }];
  });
  const byX = new Map<number, (number | null)[]>();
  lines.forEach(({ points }, column) => {
    points.x.forEach((x, index) => {
      let row = byX.get(x);
      if (!row) byX.set(x, (row = new Array<number | null>(lines.length).fill(null)));
      row[column] = points.y[index] ?? null;
    });
  });
  const rows = [...byX].sort(([a], [b]) => a - b).map(([x, values]) => [x, ...values]);
  return { columns: [xLabel, ...lines.map(({ heading }) => heading)], rows };
}

/** A chart's table with its head, as CSV takes it. */
export function csvRows({ columns, rows }: ChartTable): readonly (readonly CsvCell[])[] {
  return [columns, ...rows];
}
