import type { Filter } from '../../shared/query/filter.ts';
import type { RunKey } from '../../shared/query/runKey.ts';
import type { ParamValue } from '../../shared/spec/flattenSpec.ts';

/** The filter that lets through the runs of one group. */
export function groupFilter(key: RunKey, value: ParamValue): Filter {
  if (value === null) return { kind: 'missing', key: key.name };
  // Truths among hyperparameters come as words.
  const isTruth = key.type === 'param' && (value === 'true' || value === 'false');
  return {
    kind: 'compare',
    key: key.name,
    op: '=',
    value: isTruth ? value === 'true' : value,
  };
}
