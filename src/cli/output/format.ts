import type { SecondsRange } from '../../shared/model/runCost.ts';
import { formatSeconds, NOTHING } from '../../shared/report/figures.ts';

export {
  formatCount,
  formatInterval,
  formatLoss,
  formatPercent,
  formatSeconds,
  NOTHING,
} from '../../shared/report/figures.ts';

/** A range of durations. @example formatRange({ low: 70, high: 95 }) // '1 min 10 s – 1 min 35 s' */
export function formatRange({ low, high }: SecondsRange): string {
  return `${formatSeconds(low)} – ${formatSeconds(high)}`;
}

/** A learning rate. @example formatRate(0.00012345) // '0.000123' */
export function formatRate(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A moment in the person's own time zone, to the minute. */
export function formatMoment(iso: string | null): string {
  if (iso === null) return NOTHING;
  const date = new Date(iso);
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
