import { findDataset, type DatasetCatalogue } from '../../../shared/dataset/datasetDescription.ts';
import { newLayer, type LayerType } from '../../../shared/spec/layers/index.ts';
import type { LayerProblem } from '../../../shared/spec/layerDefinition.ts';
import type { Draft } from './draft.ts';
import {
  innerDraftLayers,
  type DraftLayer,
  type DraftValue,
  type NewDraftLayer,
} from './draftLayer.ts';
import { editDraftAll, stackAt, type DraftEdit } from './editDraft.ts';
import { layerAt, layerPath, LAYERS_PATH, ordinalOf, type LayerAt } from './fieldPath.ts';
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
 * @param datasets those that the draft may name
 * @returns null when there is none, or the problem is a field's own
 */
export function findFix(
  draft: Draft,
  problem: DraftProblem,
  datasets: DatasetCatalogue,
): Fix | null {
  if (!problem.layer) return null;
  const at = layerAt(problem.path);
  const classes = findDataset(datasets, draft.spec.dataset.id)?.classNames.length ?? 0;
  const own = at ? layerFixes(draft, at, problem.layer) : [];
  const candidates = problem.whole ? [...own, ...endFixes(draft, classes)] : own;
  return candidates.find((fix) => repairs(draft, problem, fix, datasets)) ?? null;
}

/** Whether the problem is gone, and no earlier one has come, after a fix. */
function repairs(
  draft: Draft,
  problem: DraftProblem,
  { edits }: Fix,
  datasets: DatasetCatalogue,
): boolean {
  const { problems, layers } = inspectDraft(editDraftAll(draft, edits).spec, datasets);
  const at = layerAt(problem.path);
  const own = at && stackAt(draft.spec, at.stack)?.[at.index];
  if (!own || problem.whole) return !problems.some(({ path }) => path.startsWith('architecture.'));
  const status = layers.get(own.id)?.status;
  // A layer is understood only if all before it are; what is gone troubles no more than what follows.
  return status === undefined ? layers.size > 0 && problems.length === 0 : status === 'ok';
}

function layerFixes(
  draft: Draft,
  { stack, index }: LayerAt,
  { insertBefore }: LayerProblem,
): Fix[] {
  const layers = stackAt(draft.spec, stack) ?? [];
  const layer = layers[index];
  const path = layerPath(index, stack);
  const fixes: Fix[] = [];
  if (insertBefore !== undefined) {
    const type = insertBefore as LayerType;
    fixes.push({ label: `Insert ${type}`, edits: [insert(index, newLayer(type), stack)] });
  }
  if (layer?.padding === 'valid') {
    fixes.push({ label: 'Use padding “same”', edits: [set(`${path}.padding`, 'same')] });
  }
  if (layer?.type === 'Flatten') {
    fixes.push({ label: 'Remove it', edits: [{ kind: 'remove', stack, index }] });
  }
  if (layer) fixes.push(...windowFixes(layer, path));
  if (layer?.type === 'Residual') fixes.push(...blockFixes(layer, path));
  const recurrent = layers.slice(0, index).findLastIndex((one) => one.returnSequences === false);
  if (recurrent >= 0) {
    const before = layerPath(recurrent, stack);
    const edits = [set(`${before}.returnSequences`, true)];
    fixes.push({ label: `Return sequences from layer ${ordinalOf(before)}`, edits });
  }
  const other = draft.spec.architecture.input === 'image' ? 'sequence' : 'image';
  fixes.push({ label: `Use ${other} input`, edits: [set('architecture.input', other)] });
  return fixes;
}

/** Repairs for how a window slides. */
function windowFixes({ strides, dilationRate }: DraftLayer, path: string): Fix[] {
  const fixes: Fix[] = [];
  if (Array.isArray(dilationRate)) {
    fixes.push({ label: 'Use dilation 1 × 1', edits: [set(`${path}.dilationRate`, [1, 1])] });
  }
  const [stride] = Array.isArray(strides) ? (strides as readonly number[]) : [];
  if (stride !== undefined) {
    const edits = [set(`${path}.strides`, [stride, stride])];
    fixes.push({ label: `Use strides ${stride} × ${stride}`, edits });
  }
  return fixes;
}

/** Repairs for a block whose skip does not fit what its layers make. */
function blockFixes(block: DraftLayer, path: string): Fix[] {
  const projection = set(`${path}.shortcut`, 'projection');
  const same = innerDraftLayers(block).flatMap((layer, index) =>
    layer.padding === 'valid' ? [set(`${path}.layers.${index}.padding`, 'same')] : [],
  );
  return [
    { label: 'Use a projection', edits: [projection] },
    { label: 'Use padding “same” inside', edits: same },
    { label: 'Use a projection and padding “same” inside', edits: [projection, ...same] },
  ];
}

/** Repairs for a network whose end does not fit the data. */
function endFixes(draft: Draft, classes: number): Fix[] {
  const { layers } = draft.spec.architecture;
  const end = layers.length;
  const place = layers.findLastIndex(({ off }) => !off);
  const last = layers[place];
  const lastPath = layerPath(place);
  const output = newLayer('Dense');
  const softmax = { ...output, units: classes, activation: 'softmax' };
  const fixes: Fix[] = [];
  if (last?.activation !== undefined) {
    const edits = [set(`${lastPath}.activation`, 'softmax')];
    fixes.push({ label: 'Set softmax', edits });
  }
  const activation = { type: 'Activation', activation: 'softmax' };
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

function insert(index: number, layer: object, stack: string = LAYERS_PATH): DraftEdit {
  return { kind: 'insert', stack, index, layer: layer as NewDraftLayer };
}

function set(path: string, value: DraftValue): DraftEdit {
  return { kind: 'set', path, value };
}
