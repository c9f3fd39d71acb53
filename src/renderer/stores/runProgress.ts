import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { isFinal } from '../../shared/model/runState.ts';

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

/** What a run is doing, in a few words. @example 'Epoch 3 of 10 · step 84 of 188' */
export function describeProgress(
  run: Pick<RunSummary, 'epochs' | 'epochsDone'>,
  latest: ProgressEvent | undefined,
): string {
  if (!latest)
    return run.epochsDone === 0 ? 'Preparing' : `Epoch ${run.epochsDone + 1} of ${run.epochs}`;
  switch (latest.phase) {
    case 'training':
      return `Epoch ${latest.epoch} of ${run.epochs} · step ${latest.step} of ${latest.steps}`;
    case 'validation':
      return `Epoch ${latest.epoch} of ${run.epochs} · validating`;
    case 'test':
      return 'Evaluating on the test images';
  }
}
