import type { LabEvent, RunNotice } from '../../shared/contract/labEvents.ts';
import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { isActive } from '../../shared/model/runState.ts';

/** What is known of a run while it trains, and only as long as the window lives. */
export interface LiveProgress {
  readonly seq: number;
  readonly latest: ProgressEvent;
}

/** All runs as the window knows them. Never changed, only replaced. */
export interface RunsState {
  readonly runs: ReadonlyMap<string, RunSummary>;
  readonly progress: ReadonlyMap<string, LiveProgress>;
}

export const EMPTY_RUNS: RunsState = { runs: new Map(), progress: new Map() };

/**
 * The state after some events, in the order in which they came. An event may come twice, or be older
 * than what the store answered: metrics only grow, and a summary always replaces the whole row.
 */
export function applyLabEvents(state: RunsState, events: readonly LabEvent[]): RunsState {
  const runs = new Map(state.runs);
  const progress = new Map(state.progress);
  for (const event of events) {
    switch (event.kind) {
      case 'run':
        runs.set(event.run.id, withoutLosingEpochs(event.run, runs.get(event.run.id)));
        if (!isActive(event.run.state)) progress.delete(event.run.id);
        break;
      case 'deleted':
        for (const id of event.runIds) {
          runs.delete(id);
          progress.delete(id);
        }
        break;
      case 'trainer':
        applyNotice(runs, progress, event.notice);
        break;
      case 'navigate':
      case 'datasets':
      case 'import':
        break;
    }
  }
  return { runs, progress };
}

function applyNotice(
  runs: Map<string, RunSummary>,
  progress: Map<string, LiveProgress>,
  { runId, seq, event }: RunNotice,
): void {
  const run = runs.get(runId);
  switch (event.kind) {
    case 'progress': {
      const before = progress.get(runId);
      if (before && before.seq >= seq) return;
      progress.set(runId, { seq, latest: event });
      return;
    }
    case 'epoch': {
      if (!run) return;
      const better = run.bestValAccuracy === null || event.valAccuracy > run.bestValAccuracy;
      runs.set(runId, {
        ...run,
        epochsDone: Math.max(run.epochsDone, event.epoch),
        ...(better ? { bestValAccuracy: event.valAccuracy, bestEpoch: event.epoch } : {}),
      });
      return;
    }
    case 'evaluation': {
      const { accuracy, loss, count } = event;
      if (run) {
        runs.set(runId, { ...run, testAccuracy: accuracy, testLoss: loss, testCount: count });
      }
      return;
    }
    case 'started':
      if (run) {
        const { parameters, epochsDone } = event;
        runs.set(runId, { ...run, parameters, epochsDone: Math.min(run.epochsDone, epochsDone) });
      }
      return;
    case 'finished':
    case 'failed':
    case 'interrupted':
      progress.delete(runId);
      return;
    case 'paused':
    case 'resumed':
    case 'checkpoint':
    case 'log':
      return;
  }
}

/** A late summary must not take back an epoch that an event has already told of. */
function withoutLosingEpochs(next: RunSummary, before: RunSummary | undefined): RunSummary {
  if (!before || next.epochsDone >= before.epochsDone || next.state === 'queued') return next;
  const { epochsDone, bestValAccuracy, bestEpoch } = before;
  return { ...next, epochsDone, bestValAccuracy, bestEpoch };
}
