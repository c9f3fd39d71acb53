import type { ChartDataset, ChartOptions, TooltipItem } from 'chart.js';
import type { ChartAxis } from './axis.ts';
import { datasetPoints, type DatasetPoint } from './datasetPoints.ts';
// Registers the way of pointing that the options name.
import './everySeries.ts';
import type { FaintLine } from './faintLines.ts';
import { lighterColor, mixColor } from './mixColor.ts';
import type { Points } from './points.ts';
import type { ChartSeries } from './series.ts';
import type { DrawnPoints } from './thin.ts';
import type { ChartTheme } from './useChartTheme.ts';
import type { XWindow } from './xWindow.ts';

/** What an axis and a tooltip need to know of a quantity. */
export interface Quantity {
  /** With its unit: `Accuracy (%)`. */
  readonly label: string;
  /** A value as the axis shows it. */
  readonly tick: (value: number) => string;
  /** A value as the tooltip shows it, in full. */
  readonly full: (value: number) => string;
}

/** Above this many points a line has no dots. */
const DOTS_UP_TO = 60;

const DASHES: Readonly<Record<ChartSeries['tone'], number[]>> = {
  solid: [],
  light: [5, 3],
  fine: [],
};

/** Lower ones are drawn over higher ones. */
const ORDER: Readonly<Record<ChartSeries['tone'], number>> = { solid: 0, light: 1, fine: 2 };

/** More lines than this are drawn thin: they would cover each other, and wide ones take twice as long. */
const WIDE_UP_TO = 12;

/**
 * With more points than this to a pixel across, a line goes up and down too closely for dashes to show,
 * and they take four times as long.
 */
const APART_UP_TO = 3;

/** What a line shares its place with. */
export interface Crowd {
  /** How many lines are drawn. @default 1 */
  readonly among?: number;
  /** How many of its points are drawn to a pixel across. @default 0 */
  readonly perPixel?: number;
}

/** What a line is drawn with, here and in pictures of it. */
export function lineStyle(
  { color, tone }: Pick<ChartSeries, 'color' | 'tone'>,
  theme: ChartTheme,
  { among = 1, perPixel = 0 }: Crowd = {},
): { readonly color: string; readonly width: number; readonly dash: number[] } {
  const base = theme.color(color);
  const dense = perPixel > APART_UP_TO;
  return {
    color: tone === 'solid' ? base : lighterColor(base, theme.surface),
    width: dense || among > WIDE_UP_TO ? 1 : { solid: 2, light: 1.5, fine: 1 }[tone],
    dash: dense ? [] : DASHES[tone],
  };
}

/**
 * A series as chart.js takes it.
 *
 * @param points what of the series is drawn
 */
export function toDataset(
  series: ChartSeries,
  points: DrawnPoints,
  theme: ChartTheme,
  crowd: Crowd = {},
): ChartDataset<'line', DatasetPoint[]> {
  const { color, width, dash } = lineStyle(series, theme, crowd);
  const { tone, dots = tone !== 'fine' } = series;
  const few = dots ? points.x.length <= DOTS_UP_TO : points.x.length === 1;
  return {
    label: series.label,
    data: datasetPoints(points),
    borderColor: color,
    backgroundColor: color,
    borderWidth: width,
    borderDash: dash,
    pointRadius: few ? 2.5 : 0,
    pointHoverBackgroundColor: color,
    pointHoverRadius: 4,
    pointBorderWidth: 0,
    tension: 0,
    // Over the noise of steps lie the lines of epochs, and validation over training.
    order: ORDER[tone],
    parsing: false,
    normalized: true,
  };
}

/** The faint line of a series' unsmoothed values, behind the smoothed one. */
export function toFaintLine(series: ChartSeries, points: Points, theme: ChartTheme): FaintLine {
  return { points, color: mixColor(lineStyle(series, theme).color, theme.surface, 0.7) };
}

/** What the options of a chart follow from. */
export interface LineView {
  readonly theme: ChartTheme;
  readonly quantity: Quantity;
  readonly axis: ChartAxis;
  /** What the x axis shows. */
  readonly range: XWindow;
  /** What the y axis should hold; null when there are no values. */
  readonly values: XWindow | null;
  readonly log: boolean;
  /** Without names of the axes, for small charts: the title says what y is. */
  readonly compact: boolean;
  readonly pointerY: () => number;
}

/** Options of a chart of lines. */
export function lineOptions(view: LineView): ChartOptions<'line'> {
  const { theme, quantity, axis, range, values, log, compact, pointerY } = view;
  const font = { family: theme.font, size: theme.fontSize };
  const title = (text: string) => ({ display: !compact, text, color: theme.textMuted, font });
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
        title: title(axis.label),
        ticks: {
          ...ticks,
          ...(axis.kind === 'epoch' && range.max - range.min >= 2 ? { precision: 0 } : {}),
          maxTicksLimit: compact ? 6 : 11,
          includeBounds: false,
          callback: (value) => String(Number(Number(value).toPrecision(6))),
        },
        grid: { display: false },
        border: { color: theme.grid },
      },
      y: {
        type: log ? 'logarithmic' : 'linear',
        title: title(quantity.label),
        ...valueBounds(values, log),
        ticks: {
          ...ticks,
          maxTicksLimit: compact ? 4 : 6,
          callback: (value) => quantity.tick(Number(value)),
        },
        grid: { color: theme.grid },
        border: { display: false },
      },
    },
    plugins: {
      legend: { display: false },
      crosshair: { reach: axis.reach },
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
        // Of many lines only those next to the pointer can be read.
        filter: (item, _index, items) => isAmongNearest(item, items, pointerY()),
        itemSort: (a, b) => Math.abs(a.element.y - pointerY()) - Math.abs(b.element.y - pointerY()),
        callbacks: {
          title: ([item]) => {
            // Items are sorted by their distance in y; the crosshair stands at the first element.
            const [first] = item?.chart.getActiveElements() ?? [];
            const data = first && item?.chart.data.datasets[first.datasetIndex]?.data;
            const point = data?.[first?.index ?? 0] as DatasetPoint | undefined;
            return point ? axis.say(point.x) : '';
          },
          label: ({ dataset, parsed, raw }) => {
            const behind = (raw as DatasetPoint).raw;
            const own = behind === undefined ? '' : ` (raw ${quantity.full(behind)})`;
            return `${quantity.full(Number(parsed.y))}${own}  ${dataset.label ?? ''}`;
          },
        },
      },
    },
  };
}

/** How many lines a tooltip names. */
const NAMED = 12;

function isAmongNearest(
  item: TooltipItem<'line'>,
  items: readonly TooltipItem<'line'>[],
  y: number,
): boolean {
  if (items.length <= NAMED) return true;
  const distance = Math.abs(item.element.y - y);
  return items.filter(({ element }) => Math.abs(element.y - y) < distance).length < NAMED;
}

function valueBounds(values: XWindow | null, log: boolean) {
  if (!values) return {};
  return log ? values : { suggestedMin: values.min, suggestedMax: values.max };
}
