import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { SavedArchitecture } from '../../shared/model/savedArchitecture.ts';
import { draftFromPreset, type Draft, type DraftOrigin } from '../components/newRun/draft.ts';
import { readDraft, writeDraft } from '../components/newRun/draftStorage.ts';
import {
  editDraft,
  editDraftAll,
  editTag,
  type DraftEdit,
} from '../components/newRun/editDraft.ts';
import { newHistory, record, redo, undo } from '../components/newRun/history.ts';
import { inspectDraft } from '../components/newRun/inspectDraft.ts';
import { useDatasetsStore } from '../stores/datasetsStore.ts';

const KEEP_AFTER = 300;

function firstDraft(): Draft {
  const draft = readDraft(window.localStorage) ?? draftFromPreset('cnn');
  if (!draft) throw new Error('the preset cnn is missing');
  return draft;
}

/**
 * The one draft of the window: edited by the New run form, kept as it is typed, with undo and redo without limit.
 *
 * @example
 * const draft = useDraft();
 * draft.apply({ kind: 'set', path: 'training.epochs', value: 3 });
 * draft.undo();
 */
export const useDraft = defineStore('draft', () => {
  const datasets = useDatasetsStore();
  const history = shallowRef(newHistory(firstDraft()));
  const current = computed(() => history.value.present);
  const inspection = computed(() => inspectDraft(current.value.spec, datasets.available));
  /** The data set that the draft names. */
  const dataset = computed(() => datasets.describe(current.value.spec.dataset.id));
  const canUndo = computed(() => history.value.past.length > 0);
  const canRedo = computed(() => history.value.future.length > 0);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => writeDraft(window.localStorage, current.value);
  watch(current, () => {
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP_AFTER);
  });
  window.addEventListener('beforeunload', keep);

  /** Makes one edit; typing in one field makes one step of undo. */
  function apply(edit: DraftEdit): void {
    const next = editDraft(current.value, edit);
    history.value = record(history.value, next, editTag(edit), performance.now());
  }

  /** Makes several edits as one step of undo. */
  function applyAll(edits: readonly DraftEdit[]): void {
    const next = editDraftAll(current.value, edits);
    history.value = record(history.value, next, null, performance.now());
  }

  /** Puts another draft in place of this one; undo brings this one back. */
  function replace(draft: Draft): void {
    apply({ kind: 'replace', draft });
  }

  /**
   * Says that the draft, as it is, is an architecture of the library; a fork of a run stays one. No edit,
   * and so no step of undo.
   */
  function comeFrom({ id, name, spec }: SavedArchitecture): void {
    const { present } = history.value;
    if (present.origin.kind === 'run') return;
    const origin: DraftOrigin = { kind: 'own', id, name, spec };
    const draft = { ...present, origin, spec: { ...present.spec, model: spec.model } };
    history.value = { ...history.value, present: draft };
  }

  return {
    current,
    inspection,
    dataset,
    canUndo,
    canRedo,
    apply,
    applyAll,
    replace,
    comeFrom,
    undo: () => void (history.value = undo(history.value)),
    redo: () => void (history.value = redo(history.value)),
  };
});
