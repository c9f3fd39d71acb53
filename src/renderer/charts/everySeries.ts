import {
  Interaction,
  type ActiveElement,
  type Chart,
  type ChartType,
  type InteractionModeFunction,
  type Plugin,
} from 'chart.js';
import type { DatasetPoint } from './datasetPoints.ts';
import { nearestOf } from './points.ts';

declare module 'chart.js' {
  interface InteractionModeMap {
    /** Of every visible line the point at the x under the pointer. */
    everySeries: InteractionModeFunction;
  }

  // The parameter is chart.js's own.

  interface PluginOptionsByType<TType extends ChartType> {
    /** How near to the pointer a line's point must lie, in x: lines that end before it are left out. */
    crosshair?: { readonly reach: number };
  }
}

Interaction.modes.everySeries = (chart, event) => {
  const scale = chart.scales.x;
  if (!scale || event.x == null) return [];
  const pointer = scale.getValueForPixel(event.x) ?? 0;
  const reach = chart.options.plugins?.crosshair?.reach ?? Infinity;
  const lines = chart.getSortedVisibleDatasetMetas().map((meta) => ({
    meta,
    points: chart.data.datasets[meta.index]?.data as unknown as readonly DatasetPoint[],
  }));
  const closest = lines
    .map(({ points }) => points[nearest(points, pointer)]?.x)
    .filter((x) => x !== undefined)
    .sort((a, b) => Math.abs(a - pointer) - Math.abs(b - pointer))[0];
  if (closest === undefined) return [];
  const found = lines.flatMap(({ meta, points }) => {
    const index = nearest(points, closest);
    const element = meta.data[index];
    const point = points[index];
    if (!element || !point) return [];
    const distance = Math.abs(point.x - closest);
    return distance > reach ? [] : [{ element, datasetIndex: meta.index, index, distance }];
  });
  // The first is where the crosshair stands and what the tooltip names.
  return found
    .sort((a, b) => a.distance - b.distance)
    .map(({ element, datasetIndex, index }) => ({ element, datasetIndex, index }));
};

function nearest(points: readonly DatasetPoint[], x: number): number {
  return nearestOf(points.length, (index) => points[index]?.x ?? Number.NaN, x);
}

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
