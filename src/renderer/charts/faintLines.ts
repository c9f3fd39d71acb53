import type { Chart, Plugin, Scale } from 'chart.js';
import type { Points } from './points.ts';

/** A line behind the others: without a name, and not read out. */
export interface FaintLine {
  readonly points: Points;
  readonly color: string;
}

interface Picture {
  readonly lines: readonly FaintLine[];
  /** What else it was drawn for. */
  readonly key: string;
  readonly image: OffscreenCanvas;
}

/**
 * Draws faint lines behind the lines of a chart. They stay as they are while the pointer moves or the
 * smoothing of the lines before them changes, so they are drawn once and kept as a picture.
 *
 * @param list the same array for as long as the lines are the same; the picture is known by it
 */
export function faintLines(list: () => readonly FaintLine[]): Plugin<'line'> {
  let kept: Picture | undefined;
  return {
    id: 'faintLines',
    beforeDatasetsDraw(chart) {
      const lines = list();
      if (lines.length === 0) return;
      const key = viewKey(chart);
      if (kept?.lines !== lines || kept.key !== key) {
        kept = { lines, key, image: drawPicture(chart, lines) };
      }
      chart.ctx.drawImage(kept.image, 0, 0, chart.width, chart.height);
    },
    afterDestroy() {
      kept = undefined;
    },
  };
}

function viewKey({ width, height, currentDevicePixelRatio, chartArea, scales }: Chart): string {
  const { left, top, right, bottom } = chartArea;
  const ends = [scales['x'], scales['y']].flatMap((scale) => [scale?.type, scale?.min, scale?.max]);
  return [width, height, currentDevicePixelRatio, left, top, right, bottom, ...ends].join(' ');
}

function drawPicture(chart: Chart, lines: readonly FaintLine[]): OffscreenCanvas {
  const { width, height, currentDevicePixelRatio: ratio, chartArea, scales } = chart;
  const image = new OffscreenCanvas(Math.max(1, width * ratio), Math.max(1, height * ratio));
  const ctx = image.getContext('2d');
  const { x, y } = scales;
  if (!ctx || !x || !y) return image;
  ctx.scale(ratio, ratio);
  ctx.beginPath();
  ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
  ctx.clip();
  ctx.lineWidth = 1;
  for (const { points, color } of lines) {
    ctx.strokeStyle = color;
    ctx.stroke(pathOf(points, x, y));
  }
  return image;
}

/** A line with a gap where a value is not finite or has no place on the axis. */
function pathOf(points: Points, x: Scale, y: Scale): Path2D {
  const path = new Path2D();
  const positive = y.type === 'logarithmic';
  let drawing = false;
  points.y.forEach((value, index) => {
    const placed = Number.isFinite(value) && (value > 0 || !positive);
    if (placed) {
      const across = x.getPixelForValue(points.x[index] ?? Number.NaN);
      const up = y.getPixelForValue(value);
      if (drawing) path.lineTo(across, up);
      else path.moveTo(across, up);
    }
    drawing = placed;
  });
  return path;
}
