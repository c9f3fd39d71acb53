import type { Interval } from '../stats/wilson.ts';

/** What stands where there is no value. */
export const NOTHING = '–';

/** A proportion as a percentage. @example formatPercent(0.9251) // '92.51 %' */
export function formatPercent(value: number | null | undefined, digits = 2): string {
  return value == null ? NOTHING : `${(value * 100).toFixed(digits)} %`;
}

/** An interval of proportions. @example formatInterval({ low: 0.917, high: 0.929 }) // '91.7–92.9 %' */
export function formatInterval(interval: Interval | null | undefined): string {
  if (interval == null) return NOTHING;
  return `${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)} %`;
}

/** A loss. @example formatLoss(0.2386905) // '0.2387' */
export function formatLoss(value: number | null | undefined): string {
  return value == null ? NOTHING : value.toFixed(4);
}

/** A whole number with thousands apart. @example formatCount(48000) // '48,000' */
export function formatCount(value: number | null | undefined): string {
  return value == null ? NOTHING : Math.round(value).toLocaleString('en');
}

/** A duration in at most two units. @example formatSeconds(80) // '1 min 20 s' */
export function formatSeconds(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return NOTHING;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
