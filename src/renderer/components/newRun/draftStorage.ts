import { draftSchema, type Draft } from './draft.ts';

/** Where the draft is kept; the number changes with its form. */
export const DRAFT_KEY = 'atelier.draft.2';

/** The part of the browser's storage that is needed here. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Reads the kept draft back.
 *
 * @returns null when none is kept, or what is kept is not a draft
 */
export function readDraft(storage: KeyValueStorage): Draft | null {
  try {
    const text = storage.getItem(DRAFT_KEY);
    if (text === null) return null;
    const parsed = draftSchema.safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as Draft) : null;
  } catch {
    // Unreadable text is as good as none: the form starts from a preset.
    return null;
  }
}

/** Keeps a draft. A full or forbidden storage loses the convenience, never the form. */
export function writeDraft(storage: KeyValueStorage, draft: Draft): void {
  try {
    storage.setItem(DRAFT_KEY, JSON.stringify(draft));
  } catch {
    // Nothing depends on it.
  }
}
