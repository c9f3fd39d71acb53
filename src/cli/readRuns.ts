import { LabError } from '../shared/errors.ts';
import type { ComparedRun, RunDetail } from '../shared/model/run.ts';
import type { StoreReader } from '../store/store.ts';
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
  return readEach(home, references, (store, id) => store.getRun(id));
}

/** The same as a comparison needs it. @throws LabError as `readRuns` does */
export async function readComparedRuns(
  home: string,
  references: readonly string[],
): Promise<readonly ComparedRun[]> {
  return readEach(home, references, (store, id) => store.getComparedRun(id));
}

async function readEach<Run>(
  home: string,
  references: readonly string[],
  read: (store: StoreReader, id: string) => Run,
): Promise<readonly Run[]> {
  const runs = await withReader(home, (store) =>
    references.map((reference) => read(store, store.findRun(reference))),
  );
  if (runs !== undefined) return runs;
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
