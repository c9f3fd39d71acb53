/** What stands where there is no value. */
export const NOTHING = '–';

/**
 * A proportion as a percentage without its sign; the unit belongs in the head of the column.
 *
 * @param value 0–1, or null for "not known"
 * @param digits decimals, 2 by default: one test image in 10,000 is 0.01 %
 * @example formatPercent(0.92837) // '92.84'
 */
export function formatPercent(value: number | null | undefined, digits = 2): string {
  return value == null || !Number.isFinite(value) ? NOTHING : (value * 100).toFixed(digits);
}

/** A loss or another small real number. @example formatLoss(0.24567) // '0.2457' */
export function formatLoss(value: number | null | undefined): string {
  if (value == null) return NOTHING;
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toPrecision(4) : value.toFixed(4);
}

/** A whole number with thousands apart. @example formatCount(48000) // '48,000' */
export function formatCount(value: number | null | undefined): string {
  return value == null ? NOTHING : Math.round(value).toLocaleString('en');
}

/** A large number in three figures. @example formatCompact(9512394) // '9.51 M' */
export function formatCompact(value: number | null | undefined): string {
  if (value == null) return NOTHING;
  const units = ['', ' k', ' M', ' G'] as const;
  let scaled = value;
  let unit = 0;
  while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  const figures = unit === 0 ? String(Math.round(scaled)) : threeFigures(scaled);
  return `${figures}${units[unit]}`;
}

/** A size in bytes. @example formatBytes(38_100_000) // '38.1 MB' */
export function formatBytes(value: number | null | undefined): string {
  if (value == null) return NOTHING;
  return `${formatCompact(value)
    .replace(/ k$/, ' kB')
    .replace(/ ([MG])$/, ' $1B')}${Math.abs(value) < 999.5 ? ' B' : ''}`;
}

/**
 * A duration in the two largest units that matter.
 *
 * @param seconds >= 0
 * @example formatDuration(3.14) // '3.1 s'
 * @example formatDuration(725) // '12 min 05 s'
 */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return NOTHING;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (part: number): string => String(part).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** Units of time for figures that share one: seconds, and the unit's sign. */
const TIME_UNITS = [
  [1, 's'],
  [60, 'min'],
  [3600, 'h'],
] as const;

/** The largest unit of which a duration has one and a half. */
function timeUnit(seconds: number): (typeof TIME_UNITS)[number] {
  return TIME_UNITS.findLast(([size]) => seconds >= 1.5 * size) ?? TIME_UNITS[0];
}

/** A mean and its deviation in one unit. @example formatDurationSpread(433, 138) // '7.2 ± 2.3 min' */
export function formatDurationSpread(mean: number, deviation: number): string {
  const [size, unit] = timeUnit(mean);
  return `${(mean / size).toFixed(1)} ± ${(deviation / size).toFixed(1)} ${unit}`;
}

/** A range of durations in one unit. @example formatDurationRange(70, 95) // '1.2–1.6 min' */
export function formatDurationRange(low: number, high: number): string {
  const [size, unit] = timeUnit(high);
  const text = (value: number): string => {
    const scaled = value / size;
    return scaled >= 9.95 ? scaled.toFixed(0) : String(Number(scaled.toFixed(1)));
  };
  const [from, to] = [text(low), text(high)];
  return from === to ? `${to} ${unit}` : `${from}–${to} ${unit}`;
}

/** Time left, without false precision. @example formatTimeLeft(127) // 'about 2 min left' */
export function formatTimeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 1) return 'almost done';
  if (seconds < 60) return `${Math.ceil(seconds)} s left`;
  if (seconds < 3600) return `about ${Math.round(seconds / 60)} min left`;
  const minutes = Math.round(seconds / 300) * 5;
  return `about ${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min left`;
}

const DAY = 86_400_000;

/**
 * When something was, as people say it.
 *
 * @param iso ISO 8601
 * @param now milliseconds since 1970
 */
export function formatRelative(iso: string, now: number): string {
  const then = new Date(iso);
  const age = now - then.getTime();
  if (age < 45_000) return 'just now';
  if (age < 90 * 60_000) return `${Math.max(1, Math.round(age / 60_000))} min ago`;
  if (age < DAY) return `${Math.round(age / 3_600_000)} h ago`;
  const days = Math.round(age / DAY);
  if (days === 1) return 'yesterday';
  if (days < 7) return `${days} days ago`;
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return then.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** When something was, to the second, in the person's own time zone. */
export function formatExact(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

function threeFigures(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}
