import type { RunSummary } from '../shared/model/run.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { runFor } from '../store/readStudy.ts';
import type { Lab } from './lab.ts';

/**
 * Makes sure that a training of the study is completed or on its way: one that was interrupted or stopped
 * goes on from its last checkpoint, one that is missing or failed begins.
 *
 * @returns the run, completed, training or queued
 */
export async function queueStudyRun(
  { store, queue }: Pick<Lab, 'store' | 'queue'>,
  spec: ExperimentSpec,
): Promise<RunSummary> {
  const known = runFor(store, spec);
  switch (known?.state) {
    case 'completed':
    case 'queued':
    case 'running':
      return known;
    case 'paused':
    case 'interrupted':
    case 'stopped':
      return queue.resume(known.id);
    default:
      return queue.enqueue({ spec, name: `study ${spec.model} · seed ${spec.seed}` });
  }
}
