/** A span of time, in milliseconds since 1970; `to` is no longer part of it. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const AGO = /^(\d{1,6})(min|h|d|w)$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?$/;
const AGO_MS: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** What a filter's time means, given the present; undefined when it is no time. */
export function parseTime(text: string): ((now: number) => TimeSpan) | undefined {
  const [, count, unit = ''] = AGO.exec(text) ?? [];
  if (count !== undefined) {
    const before = Number(count) * (AGO_MS[unit] ?? 0);
    return (now) => ({ from: now - before, to: now - before + 1 });
  }
  const [, year, month, day, hour, minute, second] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  const parts = [year, month, day, hour, minute, second].map((part) => Number(part ?? 0));
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = parts;
  const from = new Date(y, m - 1, d, h, min, s);
  // Date carries over what does not exist: the 31st of February is the 3rd of March.
  if (from.getMonth() !== m - 1 || from.getDate() !== d || h > 23 || min > 59 || s > 59) {
    return undefined;
  }
  const to = endOf(from, [hour, minute, second].filter((part) => part !== undefined).length);
  return () => ({ from: from.getTime(), to });
}

/** Summer time makes some days shorter, so a day ends where the next begins. */
function endOf(from: Date, precision: number): number {
  if (precision === 0) {
    return new Date(from.getFullYear(), from.getMonth(), from.getDate() + 1).getTime();
  }
  return from.getTime() + ([3_600_000, 60_000, 1_000][precision - 1] ?? 0);
}
