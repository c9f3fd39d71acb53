import { FASHION_MNIST } from '../../../shared/dataset/fashionMnist.ts';
import { newLayer, type LayerType } from '../../../shared/spec/layers/index.ts';
import type { Draft, DraftLayer } from './draft.ts';
import { editDraftAll, type DraftEdit } from './editDraft.ts';
import { layerIndexOf, layerPath } from './fieldPath.ts';
import { inspectDraft, type DraftProblem } from './inspectDraft.ts';

/** A one-click repair. */
export interface Fix {
  /** What the button says. */
  readonly label: string;
  readonly edits: readonly DraftEdit[];
}

/**
 * Finds a repair for a problem of the network. Only what was tried and found to remove the problem is offered.
 *
 * @returns null when there is none, or the problem is a field's own
 */
export function findFix(draft: Draft, problem: DraftProblem): Fix | null {
  if (!problem.layer) return null;
  const index = layerIndexOf(problem.path);
  const candidates =
    index === null ? endFixes(draft) : layerFixes(draft, index, problem.layer.insertBefore);
  return candidates.find((fix) => repairs(draft, problem, fix)) ?? null;
}

/** Whether the problem is gone, and no earlier one has come, after a fix. */
function repairs(draft: Draft, problem: DraftProblem, { edits }: Fix): boolean {
  const fixed = editDraftAll(draft, edits);
  const { problems, layers } = inspectDraft(fixed.spec);
  const index = layerIndexOf(problem.path);
  const inserted = fixed.spec.architecture.layers.length - draft.spec.architecture.layers.length;
  if (index === null) return !problems.some(({ path }) => path.startsWith('architecture.'));
  return layers.slice(0, index + inserted + 1).every(({ status }) => status === 'ok');
}

function layerFixes(draft: Draft, index: number, insertBefore: string | undefined): Fix[] {
  const { input, layers } = draft.spec.architecture;
  const layer = layers[index];
  const fixes: Fix[] = [];
  if (insertBefore !== undefined) {
    const type = insertBefore as LayerType;
    fixes.push({ label: `Insert ${type}`, edits: [insert(index, newLayer(type))] });
  }
  if (layer?.padding === 'valid') {
    const edits = [set(`${layerPath(index)}.padding`, 'same')];
    fixes.push({ label: 'Use padding “same”', edits });
  }
  const recurrent = layers.slice(0, index).findLastIndex((one) => one.returnSequences === false);
  if (recurrent >= 0) {
    const edits = [set(`${layerPath(recurrent)}.returnSequences`, true)];
    fixes.push({ label: `Return sequences from layer ${recurrent + 1}`, edits });
  }
  const other = input === 'image' ? 'sequence' : 'image';
  fixes.push({ label: `Use ${other} input`, edits: [set('architecture.input', other)] });
  return fixes;
}

/** Repairs for a network whose end does not fit the data. */
function endFixes(draft: Draft): Fix[] {
  const { layers } = draft.spec.architecture;
  const end = layers.length;
  const last = layers.at(-1);
  const lastPath = layerPath(end - 1);
  const classes = FASHION_MNIST.classNames.length;
  const output = newLayer('Dense') as DraftLayer;
  const softmax: DraftLayer = { ...output, units: classes, activation: 'softmax' };
  const fixes: Fix[] = [];
  if (last?.activation !== undefined) {
    const edits = [set(`${lastPath}.activation`, 'softmax')];
    fixes.push({ label: 'Set softmax', edits });
  }
  const activation: DraftLayer = { type: 'Activation', activation: 'softmax' };
  fixes.push({ label: 'Add softmax', edits: [insert(end, activation)] });
  if (last?.units !== undefined && last.activation === 'softmax') {
    const edits = [set(`${lastPath}.units`, classes)];
    fixes.push({ label: `Set ${classes} units`, edits });
  }
  fixes.push({ label: `Add Dense ${classes}, softmax`, edits: [insert(end, softmax)] });
  fixes.push({
    label: `Add Flatten and Dense ${classes}, softmax`,
    edits: [insert(end, { type: 'Flatten' }), insert(end + 1, softmax)],
  });
  return fixes;
}

function insert(index: number, layer: DraftLayer): DraftEdit {
  return { kind: 'insert', index, layer };
}

function set(path: string, value: string | number | boolean): DraftEdit {
  return { kind: 'set', path, value };
}
