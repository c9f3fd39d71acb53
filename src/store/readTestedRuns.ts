import { distinctNames } from '../shared/compare/distinctNames.ts';
import type { TestedRun } from '../shared/compare/testedRun.ts';
import type { StoreReader } from './store.ts';

/**
 * Runs as verdicts need them, with names that tell them apart.
 *
 * @throws LabError `not-found`
 */
export function readTestedRuns(
  store: StoreReader,
  runIds: readonly string[],
): readonly TestedRun[] {
  const names = distinctNames(runIds.map((id) => store.getSummary(id)));
  return runIds.map((id, index) => ({
    id,
    name: names[index] ?? id,
    datasetHash: store.datasetHashOf(id),
    predictions: store.predictions(id),
  }));
}
