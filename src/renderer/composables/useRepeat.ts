import { shallowRef } from 'vue';
import type { RunSummary } from '../../shared/model/run.ts';

const asked = shallowRef<RunSummary | null>(null);

/** Opens the one dialog that repeats a run with other seeds. */
export function useRepeat(): {
  /** Asks how many seeds, then queues them. */
  askRepeat(run: RunSummary): void;
  /** The run in question; only the dialog reads and clears it. */
  readonly asked: typeof asked;
} {
  return { askRepeat: (run) => (asked.value = run), asked };
}
