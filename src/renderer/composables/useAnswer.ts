import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { toLabError, type LabError } from '../../shared/errors.ts';

/** An answer that follows its question. */
export interface FollowedAnswer<T> {
  /** The newest answer; it stays while the next is under way, so that nothing flickers, unless `blank`. */
  readonly answer: Readonly<ShallowRef<T | null>>;
  readonly error: Readonly<ShallowRef<LabError | null>>;
  readonly busy: Readonly<ShallowRef<boolean>>;
  /** Asks again, after a failure. */
  again(): void;
}

/**
 * Asks whenever the question changes, one at a time: while an answer is under way only the newest question
 * waits.
 *
 * @param question null asks nothing
 * @param ask throws LabError
 * @param options `blank`: a new question takes the old answer away at once, where it would be taken for the
 *   new one's; false by default
 */
export function useAnswer<Q, T>(
  question: Readonly<Ref<Q | null>>,
  ask: (question: Q) => Promise<T>,
  { blank = false }: { readonly blank?: boolean } = {},
): FollowedAnswer<T> {
  const answer = shallowRef<T | null>(null);
  const error = shallowRef<LabError | null>(null);
  const busy = shallowRef(false);
  let stale = false;
  let gone = false;

  async function run(): Promise<void> {
    if (busy.value) {
      stale = true;
      return;
    }
    busy.value = true;
    do {
      stale = false;
      const asked = question.value;
      if (asked !== null) await answerOne(asked);
    } while (stale && !gone);
    busy.value = false;
  }

  async function answerOne(asked: Q): Promise<void> {
    try {
      const found = await ask(asked);
      // Asked again, it is still an answer; to another question it is none.
      if (question.value !== asked) return;
      answer.value = found;
      error.value = null;
    } catch (thrown) {
      if (question.value === asked) error.value = toLabError(thrown);
    }
  }

  onScopeDispose(() => {
    gone = true;
  });
  watch(
    question,
    () => {
      if (blank) {
        answer.value = null;
        error.value = null;
      }
      void run();
    },
    { immediate: true },
  );
  return { answer, error, busy, again: () => void run() };
}
