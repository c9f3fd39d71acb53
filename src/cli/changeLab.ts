import { answerControl } from '../lab/answerControl.ts';
import { askHolder, isUnheld } from '../lab/askHolder.ts';
import type { ControlAnswer, ControlRequest } from '../lab/controlRequest.ts';
import { openLab } from '../lab/openLab.ts';
import { LabError } from '../shared/errors.ts';
import { noLab } from './readRuns.ts';
import { withReader } from './withReader.ts';

/**
 * Changes a lab that may be held by another process: its holder is asked, or the lab is opened for as long
 * as it takes. Nothing trains by it.
 *
 * @param request names runs by their ULIDs: with {@link findRuns}, what is not there was found out before
 * @throws LabError whatever the change is refused with
 */
export async function changeLab<R extends ControlRequest>(
  home: string,
  request: R,
): Promise<ControlAnswer<R>> {
  try {
    return await askHolder(home, request);
  } catch (thrown) {
    if (!isUnheld(thrown)) throw thrown;
  }
  const lab = await openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir: '',
    spawnTrainer: refuseToTrain,
    takeQueued: false,
  });
  try {
    const { store, queue, datasets, holder, extendRun: extend, importRun } = lab;
    const target = { store, queue, datasets, edits: lab, extend, importRun, holder: () => holder };
    return (await answerControl(target, request)) as ControlAnswer<R>;
  } finally {
    await lab.close();
  }
}

/** The ULIDs of runs as people name them. @throws LabError `not-found` naming the reference, or the lab */
export async function findRuns(
  home: string,
  references: readonly string[],
): Promise<readonly string[]> {
  const ids = await withReader(home, (store) => references.map(store.findRun));
  if (ids !== undefined) return ids;
  throw noLab(home, references);
}

function refuseToTrain(): never {
  throw new LabError({ code: 'internal', message: 'This command needs no trainer' });
}
