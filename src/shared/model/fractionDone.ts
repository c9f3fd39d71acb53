import type { ProgressEvent } from '../contract/trainerProtocol.ts';
import type { RunSummary } from './run.ts';
import { isFinal } from './runState.ts';

/** The part of an epoch's time that goes to training; the rest is validation. */
const TRAINING_SHARE = 0.93;

/**
 * How far a run is, from 0 to 1: whole epochs, and the part of the running one.
 *
 * @param latest the newest progress, if the run trains
 */
export function fractionDone(
  run: Pick<RunSummary, 'state' | 'epochs' | 'epochsDone'>,
  latest: ProgressEvent | undefined,
): number {
  if (run.state === 'completed') return 1;
  const done = run.epochsDone / Math.max(1, run.epochs);
  if (!latest || isFinal(run.state)) return Math.min(1, done);
  if (latest.phase === 'test') return 1;
  const part = latest.step / Math.max(1, latest.steps);
  const within =
    latest.phase === 'training'
      ? part * TRAINING_SHARE
      : TRAINING_SHARE + part * (1 - TRAINING_SHARE);
  return Math.min(1, Math.max(done, (latest.epoch - 1 + within) / Math.max(1, run.epochs)));
}
