import {
  Interaction,
  type ActiveElement,
  type Chart,
  type InteractionModeFunction,
  type Plugin,
} from 'chart.js';
import { nearestIndex, type ChartPoint } from './series.ts';

declare module 'chart.js' {
  interface InteractionModeMap {
    /** Of every visible line the point at the x under the pointer. */
    everySeries: InteractionModeFunction;
  }
}

/** Lines that end before the pointer are left out: a point must lie this near, in x. */
const REACH = 0.501;

Interaction.modes.everySeries = (chart, event) => {
  const scale = chart.scales.x;
  if (!scale || event.x == null) return [];
  const pointer = scale.getValueForPixel(event.x) ?? 0;
  const lines = chart.getSortedVisibleDatasetMetas().map((meta) => ({
    meta,
    points: chart.data.datasets[meta.index]?.data as unknown as readonly ChartPoint[],
  }));
  const nearest = lines
    .map(({ points }) => points[nearestIndex(points, pointer)]?.x)
    .filter((x) => x !== undefined)
    .sort((a, b) => Math.abs(a - pointer) - Math.abs(b - pointer))[0];
  if (nearest === undefined) return [];
  return lines.flatMap(({ meta, points }) => {
    const index = nearestIndex(points, nearest);
    const element = meta.data[index];
    const point = points[index];
    if (!element || !point || Math.abs(point.x - nearest) > REACH) return [];
    return [{ element, datasetIndex: meta.index, index }];
  });
};

/** Draws a line through the points that the tooltip speaks of. */
export function crosshair(color: () => string): Plugin<'line'> {
  return {
    id: 'crosshair',
    afterDatasetsDraw(chart: Chart) {
      const [first] = chart.getActiveElements() as ActiveElement[];
      if (!first) return;
      const { ctx, chartArea } = chart;
      const x = Math.round(first.element.x) + 0.5;
      ctx.save();
      ctx.strokeStyle = color();
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}
