import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import type { RunSummary } from '../../shared/model/run.ts';

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
