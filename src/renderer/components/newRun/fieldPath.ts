import { definitionOf } from '../../../shared/spec/layers/index.ts';
import { paramLabel } from '../../../shared/compare/paramRows.ts';
import type { DraftSpec } from './draft.ts';
import { innerDraftLayers, type DraftLayer } from './draftLayer.ts';
import type { DraftProblem } from './inspectDraft.ts';

/** The path of the network's own stack. */
export const LAYERS_PATH = 'architecture.layers';

/**
 * The test id, and the DOM id, of the field at a dotted path.
 *
 * @example fieldId('architecture.layers.4.rate') // 'field-architecture-layers-4-rate'
 */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/**
 * The path of a layer.
 *
 * @param stack path of the stack that it is in
 */
export function layerPath(index: number, stack: string = LAYERS_PATH): string {
  return `${stack}.${index}`;
}

/** Where a layer is: its number and the path of its stack. */
export interface LayerAt {
  readonly index: number;
  readonly stack: string;
}

/** The innermost layer that a path is about; null when it is about no single layer. */
export function layerAt(path: string): LayerAt | null {
  const match = /^(architecture\.layers(?:\.\d+\.layers)*)\.(\d+)(?:\.|$)/.exec(path);
  return match ? { stack: match[1] ?? '', index: Number(match[2]) } : null;
}

/** The path of the innermost layer that a path is about; null when it is about no single layer. */
export function ownerPath(path: string): string | null {
  const at = layerAt(path);
  return at && layerPath(at.index, at.stack);
}

/** Problems at a path or inside it. */
export function problemsUnder(
  problems: readonly DraftProblem[],
  path: string,
): readonly DraftProblem[] {
  return problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
}

/** What to say at a field: the first problem's message as a sentence, without the field's own name. */
export function fieldError(problems: readonly DraftProblem[], path: string): string | null {
  const [first] = problemsUnder(problems, path);
  return first ? sentence(first.message) : null;
}

/** A path in words: `Layer 5, Dropout, rate`, `Layer 3.2, Conv2D`, `Batch size`. */
export function pathLabel(spec: DraftSpec, path: string): string {
  if (path === LAYERS_PATH) return 'Network';
  const owner = ownerPath(path);
  if (owner === null) return paramLabel(path);
  const layer = layerOf(spec, owner);
  const whole = `Layer ${ordinalOf(owner)}`;
  if (!layer) return whole;
  const [key] = path.slice(owner.length + 1).split('.');
  const field = definitionOf(layer).fields.find((candidate) => candidate.key === key);
  const named = `${whole}, ${layer.type}`;
  return field ? `${named}, ${field.label.toLowerCase()}` : named;
}

/** A layer's number as cards show it, from 1: `3`, or `3.2` inside a block. */
export function ordinalOf(path: string): string {
  return (path.match(/\d+/g) ?? []).map((digits) => Number(digits) + 1).join('.');
}

/** The layer at a path. */
function layerOf(spec: DraftSpec, path: string): DraftLayer | undefined {
  const indices = (path.match(/\d+/g) ?? []).map(Number);
  let layers = spec.architecture.layers;
  let found: DraftLayer | undefined;
  for (const index of indices) {
    found = layers[index];
    layers = found ? innerDraftLayers(found) : [];
  }
  return found;
}

/**
 * A schema's message without the key that it begins with.
 *
 * @example sentence('rate must be a number from 0 to 0.95') // 'Must be a number from 0 to 0.95'
 */
export function sentence(message: string): string {
  const short = message.replace(/^[a-z]+[A-Za-z0-9]* must /, 'Must ');
  return short.charAt(0).toUpperCase() + short.slice(1);
}
