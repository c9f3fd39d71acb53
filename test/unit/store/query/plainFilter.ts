import type { Comparison, Filter, FilterValue } from '../../../../src/shared/query/filter.ts';
import { parseTime } from '../../../../src/shared/query/filterTime.ts';
import { NOW, type PlainRun } from './someRuns.ts';

/** What a filter means, without SQL. */
export function fits(run: PlainRun, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => fits(run, part));
    case 'or':
      return filter.of.some((part) => fits(run, part));
    case 'not':
      return !fits(run, filter.of);
    case 'compare':
      return valuesOf(run, filter.key).some((value) =>
        holds(filter.key, value, filter.op, filter.value),
      );
    case 'contains':
      return valuesOf(run, filter.key).some(
        (value) => typeof value === 'string' && lower(value).includes(lower(filter.text)),
      );
    case 'in':
      return filter.values.some((value) =>
        fits(run, { kind: 'compare', key: filter.key, op: '=', value }),
      );
    case 'missing':
      return valuesOf(run, filter.key).length === 0;
    case 'text':
      return (
        [run.values['name'], run.values['model'], ...run.tags].some((text) =>
          lower(String(text)).includes(lower(filter.text)),
        ) || filter.text === `#${run.number}`
      );
  }
}

function valuesOf(run: PlainRun, key: string): readonly FilterValue[] {
  if (key === 'tag') return run.tags;
  const value = run.values[key];
  return value === undefined || value === null ? [] : [value];
}

function holds(key: string, value: FilterValue, op: Comparison, than: FilterValue): boolean {
  if (key === 'created') {
    const time = Date.parse(String(value));
    const { from, to } = parseTime(String(than))?.(NOW) ?? { from: NaN, to: NaN };
    return {
      '=': time >= from && time < to,
      '<': time < from,
      '<=': time < to,
      '>': time >= to,
      '>=': time >= from,
    }[op];
  }
  if (typeof value !== typeof than) return false;
  const [left, right] = [value, than].map((side) =>
    typeof side === 'string' ? lower(side) : side,
  ) as [number, number];
  return {
    '=': left === right,
    '<': left < right,
    '<=': left <= right,
    '>': left > right,
    '>=': left >= right,
  }[op];
}

function lower(text: string): string {
  return text.toLowerCase();
}
