import type { DatasetDescription } from '../../../shared/dataset/datasetDescription.ts';
import { partLimits } from '../../../shared/spec/experimentSpec.ts';
import type { DraftSpec } from './draft.ts';
import type { DraftEdit } from './editDraft.ts';
import { layerPath } from './fieldPath.ts';

/**
 * The edits that put a draft on another data set, as one step: a part that the new one does not have
 * becomes all of it, and an output that fitted the old classes fits the new ones.
 */
export function chooseDataset(
  { dataset, architecture }: DraftSpec,
  before: DatasetDescription,
  next: DatasetDescription,
): readonly DraftEdit[] {
  const edits: DraftEdit[] = [{ kind: 'set', path: 'dataset.id', value: next.id }];
  const limits = partLimits(next);
  for (const field of ['samples', 'testSamples'] as const) {
    const part = dataset[field];
    const [least, most] = limits[field];
    if (part === null || (part !== '' && part >= least && part <= most)) continue;
    edits.push({ kind: 'set', path: `dataset.${field}`, value: null });
  }
  const classes = fitClasses({ architecture }, before.classNames.length, next.classNames.length);
  return [...edits, ...classes];
}

/** The edit, if it takes one, that makes an output of so many classes one of so many others. */
export function fitClasses(
  { architecture }: Pick<DraftSpec, 'architecture'>,
  before: number,
  next: number,
): readonly DraftEdit[] {
  const end = architecture.layers.length - 1;
  const last = architecture.layers[end];
  if (last?.type !== 'Dense' || last.units !== before || next === before) return [];
  return [{ kind: 'set', path: `${layerPath(end)}.units`, value: next }];
}
