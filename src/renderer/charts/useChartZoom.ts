import type { Chart } from 'chart.js';
import { onScopeDispose, type Ref } from 'vue';
import type { XWindow } from './xWindow.ts';
import { draggedWindow, keyedWindow, type Drag } from './zoom.ts';

/** What zooming works on. */
export interface ChartZoomOptions {
  readonly chart: () => Chart<'line'> | undefined;
  /** The part of the axis that is shown; null is all of it. */
  readonly zoom: Ref<XWindow | null>;
  /** All of the axis. */
  readonly all: () => XWindow;
}

/** Zooming by drag, double click and key. The handlers go on the canvas and on what holds its focus. */
export function useChartZoom({ chart, zoom, all }: ChartZoomOptions) {
  let drag: Drag | null = null;

  function start(event: PointerEvent): void {
    const area = chart()?.chartArea;
    const { offsetX: x, offsetY: y } = event;
    if (!area || event.button !== 0 || x < area.left || x > area.right) return;
    if (y < area.top || y > area.bottom) return;
    (event.target as Element).setPointerCapture(event.pointerId);
    drag = { from: x, to: x };
  }

  function move(event: PointerEvent): void {
    if (!drag) return;
    drag = { ...drag, to: event.offsetX };
    chart()?.draw();
  }

  function end(): void {
    const current = chart();
    const scale = current?.scales['x'];
    if (!drag || !current || !scale) return;
    const chosen = draggedWindow(drag, current.chartArea, { min: scale.min, max: scale.max });
    cancel();
    if (chosen) zoom.value = chosen;
  }

  function cancel(): void {
    drag = null;
    chart()?.draw();
  }

  function reset(): void {
    zoom.value = null;
  }

  function key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = keyedWindow(event.key, zoom.value ?? all(), all());
    if (next === undefined) return;
    event.preventDefault();
    zoom.value = next;
  }

  onScopeDispose(() => {
    drag = null;
  });
  return { drag: () => drag, start, move, end, cancel, reset, key };
}
