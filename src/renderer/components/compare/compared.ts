/** How many runs a comparison shows at most. */
export const SHOWN_RUNS = 50;

/** The ids that an address names. @returns none when it names none */
export function idsOfQuery(value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  return [...new Set(value.split(',').filter((id) => id !== ''))];
}

/** The ids with one of them put first, as the baseline. */
export function withBaseline(ids: readonly string[], baseline: string): readonly string[] {
  return ids.includes(baseline) ? [baseline, ...ids.filter((id) => id !== baseline)] : ids;
}
