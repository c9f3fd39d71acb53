import type { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';

interface Waiter {
  readonly runId: string;
  readonly until: (run: RunSummary) => boolean;
  readonly resolve: (run: RunSummary) => void;
  readonly reject: (error: LabError) => void;
}

/** Promises of a run reaching some state. */
export class Waiters {
  #waiters: readonly Waiter[] = [];

  /** Resolves with the first summary of the run that `until` accepts, `now` included. */
  wait(now: RunSummary, until: (run: RunSummary) => boolean): Promise<RunSummary> {
    if (until(now)) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      this.#waiters = [...this.#waiters, { runId: now.id, until, resolve, reject }];
    });
  }

  /** Tells whoever waits for this run. */
  notify(run: RunSummary): void {
    for (const waiter of this.#take(({ runId, until }) => runId === run.id && until(run))) {
      waiter.resolve(run);
    }
  }

  /** Rejects whoever waits for a run that will never get there. */
  fail(runId: string, error: LabError): void {
    for (const waiter of this.#take((each) => each.runId === runId)) waiter.reject(error);
  }

  /** Resolves everyone with a run's summary as it is now. */
  release(summaryOf: (runId: string) => RunSummary): void {
    for (const waiter of this.#take(() => true)) waiter.resolve(summaryOf(waiter.runId));
  }

  #take(isDue: (waiter: Waiter) => boolean): readonly Waiter[] {
    const due = this.#waiters.filter(isDue);
    this.#waiters = this.#waiters.filter((waiter) => !due.includes(waiter));
    return due;
  }
}
