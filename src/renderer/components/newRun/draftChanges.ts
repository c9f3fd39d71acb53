import type { ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';
import { specChanges, type SpecChange } from '../changes/specChanges.ts';
import type { DraftSpec } from './draft.ts';
import { plainSpec } from './draftNetwork.ts';

/** What differs between a draft and what it came from. */
export function draftChanges(parent: ExperimentSpec, draft: DraftSpec): readonly SpecChange[] {
  // A draft has a spec's form; its values are only put into words here.
  return specChanges(parent, plainSpec(draft) as ExperimentSpec);
}
