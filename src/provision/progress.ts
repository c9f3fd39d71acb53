/** How far a transfer is. */
export interface ProgressState {
  readonly label: string;
  readonly bytes: number;
  readonly totalBytes?: number | undefined;
  readonly elapsedMs: number;
  /** Width to fit in: the bar gives way first. @default as wide as it gets */
  readonly columns?: number | undefined;
}

const barWidth = 20;
const units = ['B', 'kB', 'MB', 'GB'] as const;

/** Bytes for people, in powers of 1000: `999 B`, `1.2 MB`, `230 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[power]}`;
}

/** A duration for people, from seconds: `8 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${pad(whole % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** One line of progress: label, bar, percentage, bytes, speed and time left, as far as known. */
export function formatProgress(state: ProgressState): string {
  const { label, bytes, totalBytes, elapsedMs } = state;
  const perSecond = elapsedMs > 0 ? (bytes / elapsedMs) * 1000 : 0;
  const speed = `${formatBytes(perSecond)}/s`;
  if (totalBytes === undefined || totalBytes <= 0)
    return `${label}  ${formatBytes(bytes)}  ${speed}`;
  const fraction = Math.min(1, bytes / totalBytes);
  const left = perSecond > 0 ? (totalBytes * (1 - fraction)) / perSecond : undefined;
  const facts = [
    `${Math.floor(fraction * 100)} %`.padStart(5),
    `${formatBytes(Math.min(bytes, totalBytes))} of ${formatBytes(totalBytes)}`,
    speed,
    left === undefined ? 'waiting' : `${formatSeconds(left)} left`,
  ].join('  ');
  const room = (state.columns ?? Infinity) - `${label}    ${facts}`.length;
  return [label, ...formatBar(fraction, room), facts].join('  ');
}

/** The bar at up to its full width, or nothing where it would be too short to read. */
function formatBar(fraction: number, room: number): readonly string[] {
  const width = Math.min(barWidth, room);
  if (width < 5) return [];
  const filled = Math.round(fraction * width);
  return ['█'.repeat(filled) + '░'.repeat(width - filled)];
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
