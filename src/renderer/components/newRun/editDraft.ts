import { assertNever } from '../../../shared/assertNever.ts';
import { setParam } from '../../../shared/spec/setParam.ts';
import {
  nextLayerId,
  type Draft,
  type DraftLayer,
  type DraftOptions,
  type DraftValue,
} from './draft.ts';

/** One change to a draft. Layers are counted from 0. */
export type DraftEdit =
  /** Sets the part of the spec at a dotted path that exists. */
  | { readonly kind: 'set'; readonly path: string; readonly value: DraftPart }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'insert'; readonly index: number; readonly layer: DraftLayer }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'duplicate'; readonly index: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number }
  | { readonly kind: 'replace'; readonly draft: Draft };

/** What a path of a draft can hold: a field's value, or a whole group of options. */
export type DraftPart = DraftValue | DraftOptions;

/**
 * A draft with an edit made. An edit that changes nothing, or points outside the stack,
 * gives the same draft back.
 */
export function editDraft(draft: Draft, edit: DraftEdit): Draft {
  const { layers } = draft.spec.architecture;
  switch (edit.kind) {
    case 'set': {
      const spec = setParam(draft.spec, edit.path, edit.value);
      return JSON.stringify(spec) === JSON.stringify(draft.spec) ? draft : { ...draft, spec };
    }
    case 'rename':
      return edit.name === draft.name ? draft : { ...draft, name: edit.name };
    case 'insert': {
      const index = Math.min(Math.max(edit.index, 0), layers.length);
      return withStack(
        draft,
        layers.toSpliced(index, 0, edit.layer),
        draft.layerIds.toSpliced(index, 0, nextLayerId(draft)),
      );
    }
    case 'remove':
      if (layers[edit.index] === undefined) return draft;
      return withStack(
        draft,
        layers.toSpliced(edit.index, 1),
        draft.layerIds.toSpliced(edit.index, 1),
      );
    case 'duplicate': {
      const layer = layers[edit.index];
      if (layer === undefined) return draft;
      return editDraft(draft, { kind: 'insert', index: edit.index + 1, layer });
    }
    case 'move': {
      const [layer, id] = [layers[edit.from], draft.layerIds[edit.from]];
      if (layer === undefined || id === undefined) return draft;
      if (layers[edit.to] === undefined || edit.from === edit.to) return draft;
      return withStack(
        draft,
        layers.toSpliced(edit.from, 1).toSpliced(edit.to, 0, layer),
        draft.layerIds.toSpliced(edit.from, 1).toSpliced(edit.to, 0, id),
      );
    }
    case 'replace':
      return edit.draft;
    default:
      return assertNever(edit);
  }
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

function withStack(
  draft: Draft,
  layers: readonly DraftLayer[],
  layerIds: readonly number[],
): Draft {
  const architecture = { ...draft.spec.architecture, layers };
  return { ...draft, spec: { ...draft.spec, architecture }, layerIds };
}
