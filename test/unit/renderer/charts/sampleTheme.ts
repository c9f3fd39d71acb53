import type { ChartTheme } from '../../../../src/renderer/charts/useChartTheme.ts';

/** A theme of one colour on white. */
export function sampleTheme(): ChartTheme {
  const color = 'rgb(0, 0, 0)';
  const surface = 'rgb(255, 255, 255)';
  return {
    text: color,
    textMuted: color,
    grid: color,
    crosshair: color,
    surface,
    raised: surface,
    border: color,
    font: 'sans-serif',
    fontSize: 11,
    color: () => color,
  };
}
