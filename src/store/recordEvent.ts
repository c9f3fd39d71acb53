import { assertNever } from '../shared/assertNever.ts';
import type {
  EpochEvent,
  EvaluationEvent,
  FinishedEvent,
  ProgressEvent,
  StartedEvent,
  TrainerEvent,
} from '../shared/contract/trainerProtocol.ts';
import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { isActive } from '../shared/model/runState.ts';
import type { Database } from './loadSqlite.ts';
import { keepsStep, toStepMetrics, type StepMark } from './stepMetrics.ts';
import type { ChangeState } from './changeState.ts';
import type { Tables } from './tables.ts';

/** What is known of a run's events beyond what its record holds. */
interface Pending {
  /** The last event seen, stored or not. */
  readonly seq: number;
  /** Held back until `finished`. */
  readonly evaluation?: EvaluationEvent | undefined;
  readonly step?: StepMark | undefined;
}

/** What recording needs. */
export interface RecorderOptions {
  readonly database: Database;
  readonly tables: Tables;
  readonly changeState: ChangeState;
  readonly now: () => Date;
  /** Milliseconds that never run backwards. */
  readonly monotonic: () => number;
}

/** Writes a run's events into its record. */
export interface Recorder {
  /** One transaction per event. @throws LabError `trainer-protocol` for a gap or an epoch out of turn */
  record(event: TrainerEvent): RunSummary;
  /** Drops what is held in memory of a run. */
  forget(runId: string): void;
}

/**
 * Prepares the recording of trainers' events. Each is one transaction; one that was recorded before is
 * absorbed, and one that skips a number is refused.
 *
 * An evaluation is held in memory and committed with `finished`, together with confusion matrix,
 * predictions, artifacts and final state: a run has all of its result or none. A process that dies
 * between the two leaves the run without evaluation, to be marked interrupted at the next start.
 * Progress is not stored but for thinned step metrics, so the record's `lastSeq` may trail what was seen.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { database, tables, changeState, now, monotonic } = options;
  const pending = new Map<string, Pending>();

  const store = (run: RunSummary, { seq, event }: TrainerEvent, known: Pending): Pending => {
    const at = now().toISOString();
    switch (event.kind) {
      case 'started':
        if (run.state === 'queued') changeState(run, 'running');
        else assertActive(run, event.kind);
        started(run, event);
        break;
      case 'progress':
        assertActive(run, event.kind);
        return progress(run, event, { ...known, seq }, at);
      case 'epoch':
        assertActive(run, event.kind);
        epoch(run, event);
        break;
      case 'checkpoint':
        assertActive(run, event.kind);
        tables.checkpoints.record(run.number, event);
        break;
      case 'log':
        tables.log.insert(run.number, seq, at, event);
        break;
      case 'evaluation':
        assertActive(run, event.kind);
        return { ...known, seq, evaluation: event };
      case 'paused':
        changeState(run, 'paused', event.reason);
        break;
      case 'resumed':
        changeState(run, 'running');
        break;
      case 'finished':
        changeState(run, event.outcome);
        finished(run, event, known.evaluation);
        break;
      case 'failed':
      case 'interrupted':
        changeState(run, event.kind, event.error);
        break;
      default:
        assertNever(event);
    }
    tables.progress.recorded(run.number, seq, at);
    return { ...known, seq };
  };

  const started = (run: RunSummary, event: StartedEvent): void => {
    tables.progress.started(run.number, event);
    tables.rewind(run.number, event.epochsDone);
    tables.costs.predicted(run.number, event.predictedPeakBytes);
  };

  const progress = (run: RunSummary, event: ProgressEvent, known: Pending, at: string): Pending => {
    const metrics = toStepMetrics(event);
    const time = monotonic();
    if (metrics === undefined || !keepsStep(event, known.step, time)) return known;
    tables.steps.insert(run.number, metrics);
    tables.progress.recorded(run.number, known.seq, at);
    return { ...known, step: { epoch: event.epoch, step: event.step, at: time } };
  };

  const epoch = (run: RunSummary, event: EpochEvent): void => {
    if (event.epoch !== run.epochsDone + 1) {
      throw outOfTurn(run, `epoch ${run.epochsDone + 1}`, `epoch ${event.epoch}`);
    }
    const { kind: _kind, confusion, tensors: _tensors, ...metrics } = event;
    tables.epochs.insert(run.number, metrics);
    tables.confusions.insert(run.number, 'validation', confusion, event.epoch);
    tables.progress.epoch(run.number, event);
  };

  const finished = (
    run: RunSummary,
    event: FinishedEvent,
    evaluation: EvaluationEvent | undefined,
  ): void => {
    if (evaluation) {
      tables.evaluations.insert(run.number, evaluation);
      tables.predictions.insert(run.number, evaluation.predictions);
    }
    tables.artifacts.insert(run.number, event.artifacts);
    tables.progress.finished(run.number, event);
    if (event.peakBytes !== null) tables.costs.used(run.number, event.peakBytes);
  };

  const storeAtOnce = database.transaction(store);
  return {
    record(event) {
      const run = tables.runs.get(event.runId);
      const known = pending.get(event.runId) ?? { seq: tables.runs.detail(event.runId).lastSeq };
      if (event.seq <= known.seq) return run;
      if (event.seq !== known.seq + 1) {
        throw outOfTurn(run, `event ${known.seq + 1}`, `event ${event.seq}`);
      }
      const next = storeAtOnce.immediate(run, event, known);
      const after = tables.runs.get(event.runId);
      if (isActive(after.state)) pending.set(event.runId, next);
      else pending.delete(event.runId);
      return after;
    },
    forget: (runId) => void pending.delete(runId),
  };
}

function assertActive(run: RunSummary, kind: string): void {
  if (isActive(run.state)) return;
  throw new LabError({
    code: 'illegal-state',
    message: `${run.name} is ${run.state} and takes no "${kind}"`,
    hint: 'Only a run that trains has events; start a new run',
    context: { runId: run.id, state: run.state },
  });
}

function outOfTurn(run: RunSummary, expected: string, found: string): LabError {
  return new LabError({
    code: 'trainer-protocol',
    message: `The trainer of ${run.name} sent ${found} where ${expected} was due`,
    hint: 'Train the run again, and report this if it happens twice',
    context: { runId: run.id, expected, found },
  });
}
