import { shallowRef, type ShallowRef } from 'vue';
import { toLabError, type LabError } from '../../shared/errors.ts';

/** Something that may fail, and how it did. */
export interface Attempts {
  /** Why the newest attempt failed; null while it has not. */
  readonly error: Readonly<ShallowRef<LabError | null>>;
  /** Tries something; what it throws becomes the error. */
  attempt(work: () => Promise<void>): Promise<void>;
  /** Forgets the error, as when a form is opened anew. */
  clear(): void;
}

/** Keeps what goes wrong beside what is tried, for a form to show. */
export function useAttempt(): Attempts {
  const error = shallowRef<LabError | null>(null);
  return {
    error,
    clear: () => {
      error.value = null;
    },
    attempt: async (work) => {
      error.value = null;
      try {
        await work();
      } catch (thrown) {
        error.value = toLabError(thrown);
      }
    },
  };
}
