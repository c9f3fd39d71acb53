import type { LabErrorData } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { assertTransition, type RunState } from '../shared/model/runState.ts';
import type { Tables } from './tables.ts';

/** Moves a run to another state, if that is legal; the caller brings the transaction. */
export type ChangeState = (
  run: RunSummary,
  to: RunState,
  failure?: LabErrorData,
  /** When the run ended, ISO 8601; now by default. */
  finishedAt?: string,
) => void;

/**
 * Prepares the only way a run's state changes.
 *
 * @returns a function that throws LabError `illegal-state`
 */
export function createChangeState(tables: Tables, now: () => Date): ChangeState {
  return (run, to, failure, finishedAt) => {
    assertTransition(run.state, to);
    const at = now().toISOString();
    tables.runs.setState({
      number: run.number,
      state: to,
      // One that goes on waits for its turn like any other.
      queuePosition: to === 'queued' ? tables.positions.last() + 1 : null,
      at,
      failure,
      ...(finishedAt !== undefined && { finishedAt }),
    });
    if (run.queuePosition !== null) tables.positions.close(run.queuePosition);
  };
}
