import { createHash } from 'node:crypto';
import os from 'node:os';
import type { ExecutionOrder } from '../shared/contract/execution.ts';
import { planExecution, trialKey } from '../shared/spec/execution/planExecution.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { StoreReader } from '../store/store.ts';

/**
 * Decides how this machine trains a spec: what an earlier run's trial of the same work chose holds again,
 * so that repetitions use the same number of workers and come to the same bits.
 */
export function planRun(
  spec: ExperimentSpec,
  store: Pick<StoreReader, 'workersOfTrial'>,
): ExecutionOrder {
  const cores = os.availableParallelism();
  const machine = `${os.cpus()[0]?.model.trim() ?? 'unknown'} × ${cores}`;
  const key = createHash('sha256').update(trialKey(spec, machine)).digest('hex');
  const { workers, threads } = planExecution(spec, cores, store.workersOfTrial(key));
  return { workers: typeof workers === 'number' ? workers : { ...workers, key }, threads };
}
