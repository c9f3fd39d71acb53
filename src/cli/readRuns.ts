import { LabError } from '../shared/errors.ts';
import type { RunDetail } from '../shared/model/run.ts';
import { withReader } from './withReader.ts';

/**
 * All that is known of runs, as people name them.
 *
 * @param references each a number, an id or the start of one, or a name
 * @throws LabError `not-found` naming the reference, or when there is no lab
 */
export async function readRuns(
  home: string,
  references: readonly string[],
): Promise<readonly RunDetail[]> {
  const details = await withReader(home, (store) =>
    references.map((reference) => store.getRun(store.findRun(reference))),
  );
  if (details !== undefined) return details;
  throw noLab(home, references);
}

/** There is no lab, and so none of the runs. */
export function noLab(home: string, [reference = '']: readonly string[]): LabError {
  return new LabError({
    code: 'not-found',
    message: `There is no lab at ${home} yet, and so no run "${reference}"`,
    hint: 'Train something first, or name another lab with --home',
    context: { field: 'run' },
  });
}
