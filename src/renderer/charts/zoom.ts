import type { Plugin } from 'chart.js';
import type { XWindow } from './xWindow.ts';

/** A drag over a chart, in pixels of the canvas. */
export interface Drag {
  readonly from: number;
  readonly to: number;
}

/** A drag shorter than this is a click. */
const SHORTEST = 5;

/** Marks the part of a chart that is being dragged over. */
export function zoomBand(drag: () => Drag | null, color: () => string): Plugin<'line'> {
  return {
    id: 'zoomBand',
    afterDatasetsDraw({ ctx, chartArea }) {
      const current = drag();
      if (!current) return;
      const [left, right] = ends(current, chartArea);
      ctx.save();
      ctx.globalAlpha = 0.16;
      ctx.fillStyle = color();
      ctx.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
      ctx.restore();
    },
  };
}

/**
 * The part of the axis that a drag chose.
 *
 * @param shown what the axis shows now
 * @param area where on the canvas the axis begins and ends
 * @returns null for a drag that was a click
 */
export function draggedWindow(
  drag: Drag,
  area: { readonly left: number; readonly right: number },
  shown: XWindow,
): XWindow | null {
  const [left, right] = ends(drag, area);
  if (right - left < SHORTEST) return null;
  const perPixel = (shown.max - shown.min) / (area.right - area.left);
  return {
    min: shown.min + (left - area.left) * perPixel,
    max: shown.min + (right - area.left) * perPixel,
  };
}

/**
 * What a key makes of a window: + and − zoom, arrows move, 0 shows all.
 *
 * @returns null for all; undefined for a key that means nothing here
 */
export function keyedWindow(key: string, shown: XWindow, all: XWindow): XWindow | null | undefined {
  const span = shown.max - shown.min;
  switch (key) {
    case '+':
    case '=':
      return { min: shown.min + span / 4, max: shown.max - span / 4 };
    case '-':
      return within({ min: shown.min - span / 2, max: shown.max + span / 2 }, all);
    case 'ArrowLeft':
      return moved(shown, -span / 4, all);
    case 'ArrowRight':
      return moved(shown, span / 4, all);
    case '0':
      return null;
    default:
      return undefined;
  }
}

function within({ min, max }: XWindow, all: XWindow): XWindow | null {
  if (min <= all.min && max >= all.max) return null;
  return { min: Math.max(all.min, min), max: Math.min(all.max, max) };
}

function moved({ min, max }: XWindow, wanted: number, all: XWindow): XWindow | null {
  const by = Math.min(Math.max(wanted, all.min - min), all.max - max);
  return within({ min: min + by, max: max + by }, all);
}

function ends(
  { from, to }: Drag,
  { left, right }: { readonly left: number; readonly right: number },
): [number, number] {
  const clamp = (x: number): number => Math.min(right, Math.max(left, x));
  return [clamp(Math.min(from, to)), clamp(Math.max(from, to))];
}
