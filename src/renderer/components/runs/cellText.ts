import type { GroupCell } from '../../../shared/contract/runQuery.ts';
import type { RunKey } from '../../../shared/query/runKey.ts';
import type { ParamValue } from '../../../shared/spec/flattenSpec.ts';
import {
  formatCompact,
  formatCount,
  formatDuration,
  formatDurationSpread,
  formatExact,
  formatLoss,
  formatPercent,
  formatRelative,
  NOTHING,
} from '../../format.ts';

/** A value as a cell shows it. @param now milliseconds since 1970 */
export function cellText(key: RunKey, value: ParamValue | undefined, now: number): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : NOTHING;
  if (key.type === 'time') return formatRelative(String(value), now);
  if (typeof value === 'number') return numberText(key, value);
  return key.name === 'recipe' ? value.slice(0, 8) : value;
}

/** A value in full, for whoever points at it; undefined where the cell says it all. */
export function cellTip(key: RunKey, value: ParamValue | undefined): string | undefined {
  if (value === null || value === undefined || typeof value === 'boolean') return undefined;
  if (key.type === 'time') return formatExact(String(value));
  if (typeof value === 'number') {
    return key.unit === 'count' ? formatCount(value) : String(value);
  }
  return value;
}

/** Mean and deviation of a group. @example '91.20 ± 0.31', '7.2 ± 2.3 min' */
export function groupText(key: RunKey, cell: GroupCell | null | undefined): string {
  if (!cell) return '';
  const { mean, sd } = cell;
  if (sd === null || sd === 0) return numberText(key, mean);
  return key.unit === 'seconds'
    ? formatDurationSpread(mean, sd)
    : `${numberText(key, mean)} ± ${numberText(key, sd)}`;
}

function numberText({ unit, name }: RunKey, value: number): string {
  switch (unit) {
    case 'share':
      return formatPercent(value);
    case 'loss':
      return formatLoss(value);
    case 'seconds':
      return formatDuration(value);
    case 'count':
      return name === 'parameters' ? formatCompact(value) : plainNumber(value);
    case undefined:
      return plainNumber(value);
  }
}

/** Up to six figures: a learning rate keeps all of its own. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}
