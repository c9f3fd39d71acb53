import type { Spread } from './statistics.ts';

/** A spread as tables show it: median (min–max); a dash where there is none. */
export function withSpread(spread: Spread | undefined, digits: number): string {
  if (spread === undefined) return '–';
  const { median, min, max } = spread;
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
