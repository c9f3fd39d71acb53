import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import { call } from '../lab.ts';
import {
  NO_STEPS,
  withoutEpochsAfter,
  withProgress,
  withRecorded,
  type RunSteps,
} from './runSteps.ts';

/** How many runs' moments are kept; they are the largest thing the window holds. */
const KEPT = 4;

/** The moments within epochs of the runs that were looked at, growing while they train. */
export const useRunStepsStore = defineStore('runSteps', () => {
  const runs = shallowReactive(new Map<string, RunSteps>());
  const errors = shallowReactive(new Map<string, LabError>());
  const read = new Set<string>();

  /** Reads a run's moments, unless they are at hand. A failure is kept for `error`. */
  async function open(id: string): Promise<void> {
    if (read.has(id)) return;
    read.add(id);
    errors.delete(id);
    if (!runs.has(id)) runs.set(id, NO_STEPS);
    for (const oldest of [...runs.keys()].slice(0, -KEPT)) forget(oldest);
    try {
      const recorded = await call('runs:steps', { runId: id });
      // It may have been deleted meanwhile.
      if (read.has(id)) runs.set(id, withRecorded(of(id), recorded));
    } catch (thrown) {
      read.delete(id);
      errors.set(id, toLabError(thrown));
    }
  }

  /** Applies what the lab broadcast, in order. */
  function applyEvents(events: readonly LabEvent[]): void {
    const next = new Map<string, RunSteps>();
    for (const event of events) {
      if (event.kind === 'deleted') event.runIds.forEach(forget);
      if (event.kind !== 'trainer') continue;
      const { runId, event: said } = event.notice;
      const before = next.get(runId) ?? runs.get(runId);
      if (!before) continue;
      if (said.kind === 'progress') next.set(runId, withProgress(before, said, performance.now()));
      if (said.kind === 'started') next.set(runId, withoutEpochsAfter(before, said.epochsDone));
    }
    for (const [id, steps] of next) if (runs.get(id) !== steps) runs.set(id, steps);
  }

  /** A run's moments; none before they are read. */
  function of(id: string): RunSteps {
    return runs.get(id) ?? NO_STEPS;
  }

  function error(id: string): LabError | undefined {
    return errors.get(id);
  }

  function forget(id: string): void {
    runs.delete(id);
    errors.delete(id);
    read.delete(id);
  }

  return { open, applyEvents, of, error };
});
