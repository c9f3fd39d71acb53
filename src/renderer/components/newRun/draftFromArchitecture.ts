import type { SavedArchitecture } from '../../../shared/model/savedArchitecture.ts';
import { fitClasses } from './chooseDataset.ts';
import { draftFromSpec, type Draft } from './draft.ts';
import { editDraftAll } from './editDraft.ts';

/**
 * A draft of an architecture of the person's own: its network and training, on the data and with the seed
 * of the draft before. An output that fitted the classes it was made for fits the new ones.
 *
 * @param before whose data and seed stay
 * @param classes of the data set that stays
 */
export function draftFromArchitecture(
  { id, name, spec, data }: SavedArchitecture,
  before: Draft,
  classes: number,
): Draft {
  const own = draftFromSpec(spec, { kind: 'own', id, name, spec });
  const { dataset, seed } = before.spec;
  const draft: Draft = { ...own, spec: { ...own.spec, dataset, seed } };
  return editDraftAll(draft, fitClasses(draft.spec, data.classes, classes));
}
