import type { MetricCell, MetricKey } from '../../../shared/compare/metricRows.ts';
import {
  formatCompact,
  formatCount,
  formatDuration,
  formatLoss,
  formatPercent,
  NOTHING,
} from '../../format.ts';

/** A metric's value as a table shows it; the unit is in the row's head. */
export function cellText(key: MetricKey, value: number | null): string {
  switch (key) {
    case 'bestValAccuracy':
    case 'testAccuracy':
      return formatPercent(value);
    case 'testLoss':
      return formatLoss(value);
    case 'parameters':
      return formatCompact(value);
    case 'epochs':
      return formatCount(value);
    case 'trainingSeconds':
    case 'secondsPerEpoch':
      return formatDuration(value);
  }
}

/** The unit for the row's head; empty where the value carries it. */
export function metricUnit(key: MetricKey): string {
  return key === 'bestValAccuracy' || key === 'testAccuracy' ? '%' : '';
}

/** The value in full, for hover. */
export function fullText(key: MetricKey, value: number | null): string {
  if (value === null) return 'Not known';
  if (key === 'parameters') return `${formatCount(value)} parameters`;
  if (key === 'trainingSeconds' || key === 'secondsPerEpoch') return `${value.toFixed(2)} s`;
  return String(Number(value.toPrecision(7)));
}

/**
 * A difference against the baseline, with its sign and unit.
 *
 * @example differenceText('testAccuracy', 0.0042) // '+0.42 pp'
 */
export function differenceText(key: MetricKey, difference: number | null): string {
  if (difference === null) return '';
  const text = cellText(key, Math.abs(difference));
  // What rounds to nothing has no sign worth showing.
  if (text === cellText(key, 0)) return '±0';
  return `${difference > 0 ? '+' : '−'}${text}${metricUnit(key) === '%' ? ' pp' : ''}`;
}

/** An interval in percent. @example intervalText({ low: 0.91, high: 0.92 }) // '91.00–92.00' */
export function intervalText(interval: MetricCell['interval']): string {
  if (interval === null) return NOTHING;
  return `${formatPercent(interval.low)}–${formatPercent(interval.high)}`;
}
