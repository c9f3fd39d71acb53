import type { Plugin } from 'chart.js';
import { pointsOf, type Points } from './points.ts';
import type { BandPoint } from './series.ts';

/** A band as it is drawn. */
export interface DrawnBand {
  readonly points: readonly BandPoint[];
  /** Of the line it belongs to. */
  readonly color: string;
}

const OPACITY = 0.18;

/** Draws spreads behind the lines they belong to. */
export function bands(list: () => readonly DrawnBand[]): Plugin<'line'> {
  return {
    id: 'bands',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const { x, y } = scales;
      if (!x || !y) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.globalAlpha = OPACITY;
      for (const { points, color } of list()) {
        ctx.beginPath();
        for (const point of points) {
          ctx.lineTo(x.getPixelForValue(point.x), y.getPixelForValue(point.high));
        }
        for (const point of points.toReversed()) {
          ctx.lineTo(x.getPixelForValue(point.x), y.getPixelForValue(point.low));
        }
        ctx.fillStyle = color;
        ctx.fill();
      }
      ctx.restore();
    },
  };
}

/**
 * A band smoothed as the line it belongs to, so that the line stays within it.
 *
 * @param smooth what smooths a line's values
 */
export function smoothBand(
  band: readonly BandPoint[],
  smooth: (points: Points) => Float64Array,
): readonly BandPoint[] {
  const edge = (key: 'low' | 'high'): Float64Array =>
    smooth(
      pointsOf(
        band,
        ({ x }) => x,
        (point) => point[key],
      ),
    );
  const [low, high] = [edge('low'), edge('high')];
  return band.map(({ x }, index) => ({ x, low: low[index] ?? 0, high: high[index] ?? 0 }));
}
