import { shallowRef } from 'vue';

/** What a person is asked before something that cannot be taken back. */
export interface Confirmation {
  readonly title: string;
  readonly message: string;
  /** The word on the button that does it, such as "Delete 3 runs". */
  readonly action: string;
  /** @default false */
  readonly danger?: boolean;
}

interface Pending extends Confirmation {
  readonly answer: (yes: boolean) => void;
}

const pending = shallowRef<Pending | null>(null);

/** Asks, through the one confirmation dialog of the window. */
export function useConfirm(): {
  /** @returns whether the person agreed */
  confirm(question: Confirmation): Promise<boolean>;
  /** The open question; only the dialog reads it. */
  readonly pending: typeof pending;
} {
  function confirm(question: Confirmation): Promise<boolean> {
    pending.value?.answer(false);
    return new Promise((resolve) => {
      pending.value = {
        ...question,
        answer: (yes) => {
          pending.value = null;
          resolve(yes);
        },
      };
    });
  }
  return { confirm, pending };
}
