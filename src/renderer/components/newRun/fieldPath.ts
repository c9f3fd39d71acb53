import { definitionOf } from '../../../shared/spec/layers/index.ts';
import { paramLabel } from '../../../shared/compare/paramRows.ts';
import type { DraftSpec } from './draft.ts';
import type { DraftProblem } from './inspectDraft.ts';

const LAYERS = 'architecture.layers';

/**
 * The test id, and the DOM id, of the field at a dotted path.
 *
 * @example fieldId('architecture.layers.4.rate') // 'field-architecture-layers-4-rate'
 */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** The path of a layer. */
export function layerPath(index: number): string {
  return `${LAYERS}.${index}`;
}

/** The index of the layer that a path is about; null when it is about no single layer. */
export function layerIndexOf(path: string): number | null {
  const match = /^architecture\.layers\.(\d+)(\.|$)/.exec(path);
  return match ? Number(match[1]) : null;
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

/** A path in words: `Layer 5 Dropout, rate`, `Batch size`. */
export function pathLabel(spec: DraftSpec, path: string): string {
  if (path === LAYERS) return 'Network';
  const index = layerIndexOf(path);
  if (index === null) return paramLabel(path);
  const layer = spec.architecture.layers[index];
  if (!layer) return `Layer ${index + 1}`;
  const key = path.split('.')[3];
  const field = definitionOf(layer).fields.find((candidate) => candidate.key === key);
  const whole = `Layer ${index + 1}, ${layer.type}`;
  return field ? `${whole}, ${field.label.toLowerCase()}` : whole;
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
