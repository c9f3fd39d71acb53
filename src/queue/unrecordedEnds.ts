import type { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { isActive } from '../shared/model/runState.ts';
import type { RunStore } from './runStore.ts';

/** The ends of runs that the store has not taken yet, as where its disk is full. */
export class UnrecordedEnds {
  readonly #ends = new Map<string, LabError>();

  /** Why a run's end still has to be recorded; undefined where it has not. */
  of(runId: string): LabError | undefined {
    return this.#ends.get(runId);
  }

  add(runId: string, error: LabError): void {
    this.#ends.set(runId, error);
  }

  /**
   * Records every end that waits: a run is interrupted where only the store was at fault, else it has failed.
   *
   * @throws LabError of the store, which then has not taken the rest
   */
  record(store: RunStore, tell: (run: RunSummary) => void): void {
    for (const [runId, error] of this.#ends) {
      // It may have been stopped by hand meanwhile.
      if (isActive(store.getSummary(runId).state)) {
        tell(store.transition(runId, endState(error), error.toData()));
      }
      this.#ends.delete(runId);
    }
  }
}

function endState({ code }: LabError): 'interrupted' | 'failed' {
  return code === 'disk-full' || code === 'store-unavailable' ? 'interrupted' : 'failed';
}
