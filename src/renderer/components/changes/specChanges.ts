import { paramRows } from '../../../shared/compare/paramRows.ts';
import type { ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';

/** One thing in which a spec differs from what it came from, in words. */
export interface SpecChange {
  readonly key: string;
  readonly label: string;
  /** Null where the parent has no such part. */
  readonly before: string | null;
  /** Null where the spec has no such part. */
  readonly after: string | null;
}

/**
 * What differs between a spec and its parent: parameters by value, layers by place in the stack.
 * The model's name is left out, for it changes nothing that is trained.
 */
export function specChanges(parent: ExperimentSpec, spec: ExperimentSpec): readonly SpecChange[] {
  return paramRows([parent, spec])
    .filter(({ differs, key }) => differs && key !== 'model')
    .map(({ key, label, values }) => ({
      key,
      label,
      before: values[0] ?? null,
      after: values[1] ?? null,
    }));
}
