import { assertNever } from '../../../shared/assertNever.ts';
import { setParam } from '../../../shared/spec/setParam.ts';
import type { Draft, DraftOptions, DraftSpec } from './draft.ts';
import {
  layerIds,
  withIds,
  type DraftLayer,
  type DraftValue,
  type NewDraftLayer,
} from './draftLayer.ts';
import { LAYERS_PATH } from './fieldPath.ts';

/**
 * One change to a draft. Layers are counted from 0 in their stack, which is the network's own or, by
 * its dotted path, that of a block: `architecture.layers.3.layers`.
 */
export type DraftEdit =
  /** Sets the part of the spec at a dotted path that exists. */
  | { readonly kind: 'set'; readonly path: string; readonly value: DraftPart }
  | { readonly kind: 'rename'; readonly name: string }
  | ({ readonly kind: 'insert'; readonly index: number; readonly layer: NewDraftLayer } & OfStack)
  | ({ readonly kind: 'remove'; readonly index: number } & OfStack)
  | ({ readonly kind: 'duplicate'; readonly index: number } & OfStack)
  | ({ readonly kind: 'move'; readonly from: number; readonly to: number } & OfStack)
  | { readonly kind: 'replace'; readonly draft: Draft };

interface OfStack {
  /** @default 'architecture.layers' */
  readonly stack?: string;
}

/** What a path of a draft can hold: a field's value, or a whole group of options. */
export type DraftPart = DraftValue | DraftOptions;

/**
 * A draft with an edit made. An edit that changes nothing, or points outside the stack,
 * gives the same draft back.
 */
export function editDraft(draft: Draft, edit: DraftEdit): Draft {
  switch (edit.kind) {
    case 'set': {
      const spec = setParam(draft.spec, edit.path, edit.value);
      return JSON.stringify(spec) === JSON.stringify(draft.spec) ? draft : { ...draft, spec };
    }
    case 'rename':
      return edit.name === draft.name ? draft : { ...draft, name: edit.name };
    case 'replace':
      return edit.draft;
    case 'insert':
    case 'remove':
    case 'duplicate':
    case 'move': {
      const { stack = LAYERS_PATH } = edit;
      const before = stackAt(draft.spec, stack);
      if (before === null) return draft;
      const after = editStack(before, edit, nextLayerId(draft));
      return after === before ? draft : { ...draft, spec: setParam(draft.spec, stack, after) };
    }
    default:
      return assertNever(edit);
  }
}

type StackEdit = Extract<DraftEdit, OfStack>;

function editStack(
  layers: readonly DraftLayer[],
  edit: StackEdit,
  nextId: number,
): readonly DraftLayer[] {
  switch (edit.kind) {
    case 'insert': {
      const index = Math.min(Math.max(edit.index, 0), layers.length);
      return layers.toSpliced(index, 0, ...withIds([edit.layer], nextId));
    }
    case 'remove':
      return layers[edit.index] === undefined ? layers : layers.toSpliced(edit.index, 1);
    case 'duplicate': {
      const layer = layers[edit.index];
      if (layer === undefined) return layers;
      return layers.toSpliced(edit.index + 1, 0, ...withIds([layer], nextId));
    }
    case 'move': {
      const layer = layers[edit.from];
      const outside = layer === undefined || layers[edit.to] === undefined;
      if (outside || edit.from === edit.to) return layers;
      return layers.toSpliced(edit.from, 1).toSpliced(edit.to, 0, layer);
    }
    default:
      return assertNever(edit);
  }
}

/** The stack at a path; null where there is none. */
export function stackAt(spec: DraftSpec, path: string): readonly DraftLayer[] | null {
  let value: unknown = spec;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return null;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return Array.isArray(value) ? (value as readonly DraftLayer[]) : null;
}

/** An id that no layer of the draft has. */
function nextLayerId({ spec }: Draft): number {
  return Math.max(-1, ...layerIds(spec.architecture.layers)) + 1;
}

/** A draft with several edits made, in order. */
export function editDraftAll(draft: Draft, edits: readonly DraftEdit[]): Draft {
  return edits.reduce(editDraft, draft);
}

/**
 * What joins edits into one step of undo: typing in one field is one step, anything else is its own.
 */
export function editTag(edit: DraftEdit): string | null {
  if (edit.kind === 'set') return `set ${edit.path}`;
  return edit.kind === 'rename' ? 'rename' : null;
}
