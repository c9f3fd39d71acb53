import { rmSync } from 'node:fs';
import type { RunSummary } from '../shared/model/run.ts';
import type { Store } from '../store/store.ts';
import type { LabPaths } from './labPaths.ts';
import { shareFiles } from './shareFiles.ts';

/**
 * Makes a queued run of more epochs, with the checkpoints of the run that it extends in its folder; all at
 * once, before a queue could take it without them.
 *
 * @throws LabError as `Store.extendRun` and `shareFiles` do; then nothing is left of it
 */
export function extendRun(
  store: Store,
  paths: LabPaths,
  runId: string,
  epochs: number,
): RunSummary {
  const run = store.extendRun(runId, epochs);
  const names = store.getRun(run.id).checkpoints.map(({ path }) => path);
  try {
    shareFiles(paths.run(runId), paths.run(run.id), names);
  } catch (error) {
    store.eraseRuns([run.id]);
    rmSync(paths.run(run.id), { recursive: true, force: true });
    throw error;
  }
  return run;
}
