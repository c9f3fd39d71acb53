import type { ChartDataset, ChartOptions } from 'chart.js';
import { lighterColor } from './mixColor.ts';
import type { ChartPoint, ChartSeries, epochRange, valueRange } from './series.ts';
import type { ChartTheme } from './useChartTheme.ts';

/** What an axis and a tooltip need to know of a quantity. */
export interface Quantity {
  /** With its unit: `Accuracy (%)`. */
  readonly label: string;
  /** A value as the axis shows it. */
  readonly tick: (value: number) => string;
  /** A value as the tooltip shows it, in full. */
  readonly full: (value: number) => string;
}

/** Above this many epochs a line has no dots. */
const DOTS_UP_TO = 60;

/** A series as chart.js takes it. */
export function toDataset(
  series: ChartSeries,
  theme: ChartTheme,
): ChartDataset<'line', ChartPoint[]> {
  const base = theme.color(series.color);
  const color = series.tone === 'light' ? lighterColor(base, theme.surface) : base;
  const epochs = series.points.filter(({ x }) => Number.isInteger(x)).length;
  const dot = epochs <= DOTS_UP_TO ? 2.5 : 0;
  return {
    label: series.label,
    data: series.points as ChartPoint[],
    borderColor: color,
    backgroundColor: color,
    borderWidth: series.tone === 'light' ? 1.5 : 2,
    borderDash: series.tone === 'light' ? [5, 3] : [],
    segment: {
      borderColor: ({ p1DataIndex }) =>
        p1DataIndex === series.pauseAfter ? 'transparent' : undefined,
    },
    // Dots mark epochs, not the steps between them.
    pointRadius: ({ raw }) => (Number.isInteger((raw as ChartPoint | undefined)?.x) ? dot : 0),
    pointHoverBackgroundColor: color,
    clip: 8,
    pointHoverRadius: 4,
    pointBorderWidth: 0,
    tension: 0,
    parsing: false,
    normalized: true,
  };
}

/** Options of a chart over epochs. */
export function lineOptions(
  theme: ChartTheme,
  quantity: Quantity,
  range: ReturnType<typeof epochRange>,
  values: ReturnType<typeof valueRange>,
  pointerY: () => number,
): ChartOptions<'line'> {
  const font = { family: theme.font, size: theme.fontSize };
  const title = (text: string) => ({ display: true, text, color: theme.textMuted, font });
  const ticks = { color: theme.textMuted, font, maxRotation: 0 };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'everySeries', intersect: false },
    layout: { padding: { top: 6, right: 8 } },
    scales: {
      x: {
        type: 'linear',
        ...range,
        title: title('Epoch'),
        ticks: { ...ticks, precision: 0, maxTicksLimit: 11 },
        grid: { display: false },
        border: { color: theme.grid },
      },
      y: {
        title: title(quantity.label),
        ...(values ? { suggestedMin: values.min, suggestedMax: values.max } : {}),
        ticks: { ...ticks, maxTicksLimit: 6, callback: (value) => quantity.tick(Number(value)) },
        grid: { color: theme.grid },
        border: { display: false },
      },
    },
    plugins: {
      legend: { display: false },
      decimation: { enabled: true, algorithm: 'lttb', samples: 400, threshold: 800 },
      tooltip: {
        backgroundColor: theme.raised,
        borderColor: theme.border,
        borderWidth: 1,
        cornerRadius: 6,
        padding: 8,
        caretSize: 0,
        caretPadding: 10,
        boxPadding: 4,
        boxWidth: 8,
        boxHeight: 8,
        usePointStyle: true,
        titleColor: theme.textMuted,
        titleFont: { ...font, weight: 'normal' },
        bodyColor: theme.text,
        bodyFont: font,
        itemSort: (a, b) => Math.abs(a.element.y - pointerY()) - Math.abs(b.element.y - pointerY()),
        callbacks: {
          title: ([item]) => (item ? `Epoch ${formatEpoch(item.parsed.x)}` : ''),
          label: ({ dataset, parsed }) =>
            `${quantity.full(Number(parsed.y))}  ${dataset.label ?? ''}`,
        },
      },
    },
  };
}

function formatEpoch(x: number | null): string {
  return Number.isInteger(x) ? String(x) : Number(x).toFixed(2);
}
