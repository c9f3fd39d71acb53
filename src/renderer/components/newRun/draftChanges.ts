import { paramRows } from '../../../shared/compare/paramRows.ts';
import type { ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';
import type { DraftSpec } from './draft.ts';
import { plainSpec } from './draftNetwork.ts';

/** One thing in which a draft differs from what it came from, in words. */
export interface DraftChange {
  readonly key: string;
  readonly label: string;
  /** Null where the parent has no such part. */
  readonly before: string | null;
  /** Null where the draft has no such part. */
  readonly after: string | null;
}

/**
 * What differs between a draft and its parent: parameters by value, layers by place in the stack.
 * The model's name is left out, for it changes nothing that is trained.
 */
export function draftChanges(parent: ExperimentSpec, draft: DraftSpec): readonly DraftChange[] {
  // A draft has a spec's form; its values are only put into words here.
  return paramRows([parent, plainSpec(draft) as ExperimentSpec])
    .filter(({ differs, key }) => differs && key !== 'model')
    .map(({ key, label, values }) => ({
      key,
      label,
      before: values[0] ?? null,
      after: values[1] ?? null,
    }));
}
