import { mkdirSync } from 'node:fs';
import type { StartImport } from '../shared/contract/datasetImport.ts';
import { toNotice, type LabEvent } from '../shared/contract/labEvents.ts';
import { LabError, toLabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { Inspector } from '../queue/inspector.ts';
import { LocalExecutor } from '../queue/localExecutor.ts';
import { RunQueue } from '../queue/runQueue.ts';
import type { SpawnTrainer } from '../queue/trainerProcess.ts';
import { openStore } from '../store/openStore.ts';
import type { Store } from '../store/store.ts';
import { answerControl } from './answerControl.ts';
import { importRun } from './bundle/importRun.ts';
import { startControlServer } from './controlServer.ts';
import { removeDrafts } from './datasetFolders.ts';
import { keepDeletionGrace } from './deletionGrace.ts';
import { Disposers } from './disposers.ts';
import { extendRun } from './extendRun.ts';
import type { Lab } from './lab.ts';
import { labEdits } from './labEdits.ts';
import { removeHolder, writeHolder, type LabHolder } from './labHolder.ts';
import { createLabImports } from './labImports.ts';
import { createLabDatasets } from './labDatasets.ts';
import { createLabEstimates } from './labEstimates.ts';
import { labPaths, type LabPaths } from './labPaths.ts';
import { createLabVerifications } from './labVerifications.ts';
import { Listeners } from './listeners.ts';
import { lockLab } from './lockLab.ts';
import { planRun } from './planRun.ts';

export type { Lab } from './lab.ts';

/** How to open a lab. */
export interface OpenLabOptions {
  /** The lab's folder; made when missing. */
  readonly home: string;
  readonly holder: Pick<LabHolder, 'kind'>;
  /** Folder of the four Fashion-MNIST files; empty where there is none. */
  readonly datasetDir: string;
  readonly spawnTrainer: SpawnTrainer;
  /** Reads data sets of the person's own; without it none can be imported. */
  readonly startImport?: StartImport;
  /**
   * Train what is queued without being asked. Without it, only `queue.train` trains.
   * @default true
   */
  readonly takeQueued?: boolean;
  /** Something went wrong that no run can show. */
  readonly onFault?: (error: LabError) => void;
}

/**
 * Takes hold of a lab: its lock, its store, its queue, and an ear for other processes' requests.
 *
 * @throws LabError `lab-in-use` naming the holder; as `openStore` does
 */
export async function openLab(options: OpenLabOptions): Promise<Lab> {
  const paths = labPaths(options.home);
  const disposers = new Disposers();
  try {
    makeHome(paths.home);
    const lock = await lockLab(paths);
    disposers.add(() => lock.release());
    disposers.add(() => removeHolder(paths.holder));
    // At once, for whoever comes next; again when it is known where requests are taken.
    const holder = holderOf(options.holder.kind);
    writeHolder(paths.holder, holder);
    const store = openStore(paths.database);
    disposers.add(() => store.close());
    return await assemble(options, paths, holder, store, disposers);
  } catch (error) {
    await disposers.dispose();
    throw error;
  }
}

async function assemble(
  options: OpenLabOptions,
  paths: LabPaths,
  silent: LabHolder,
  store: Store,
  disposers: Disposers,
): Promise<Lab> {
  const { datasetDir, spawnTrainer, takeQueued = true } = options;
  const onFault = (error: unknown): void => options.onFault?.(toLabError(error));
  const listeners = new Listeners<LabEvent>(onFault);
  const datasets = createLabDatasets({ store, paths, fashionMnistDir: datasetDir });
  const executor = new LocalExecutor({
    spawnTrainer,
    locate: datasets.locate,
    runDir: paths.run,
    plan: (spec) => planRun(spec, store),
  });
  const estimates = createLabEstimates({
    store,
    datasets,
    measure: (threads) => executor.calibrate(threads),
  });
  const imports = createLabImports({
    store,
    paths,
    start: options.startImport,
    tell: (event) => listeners.tell(event),
    onFault,
  });
  disposers.add(() => imports.dispose());
  const queue = new RunQueue({
    store,
    executor,
    onRun: (run) => {
      // Also when its place changes: the runs before it may have taught something.
      if (run.state === 'queued') estimates.note(run.id);
      // Before it is told, so that whoever looks then sees what the comparison said.
      if (run.state === 'completed') {
        verifications.settle();
        estimates.settle(run.id);
      }
      listeners.tell({ kind: 'run', run });
    },
    onEvent: (event) => listeners.tell({ kind: 'trainer', notice: toNotice(event) }),
    onFault,
  });
  const inspector = new Inspector(spawnTrainer);
  disposers.add(() => inspector.dispose());
  const extend = (runId: string, epochs: number): RunSummary =>
    queue.adopt(extendRun(store, paths, runId, epochs));
  const verifications = createLabVerifications({ store, queue, datasets, onFault });
  const imported = async (file: string): Promise<RunSummary> => {
    const run = await importRun({ store, paths }, file);
    listeners.tell({ kind: 'run', run });
    return run;
  };
  const edits = labEdits(store, queue, (event) => listeners.tell(event));
  const control = await startControlServer(paths.home, (request) =>
    answerControl(
      { store, queue, datasets, edits, holder: () => holder, extend, importRun: imported },
      request,
    ),
  );
  disposers.add(() => control.close());
  // Before the control server: what requests wait for ends here.
  disposers.add(() => queue.dispose());
  const holder: LabHolder = { ...silent, control: control.path };
  writeHolder(paths.holder, holder);

  queue.recover();
  verifications.settle();
  removeDrafts(paths.runs, onFault);
  disposers.add(keepDeletionGrace({ store, paths, onFault }));
  if (takeQueued) queue.start();
  return {
    home: paths.home,
    paths,
    holder,
    store,
    queue,
    inspector,
    datasets,
    estimates,
    imports,
    subscribe: (listener) => listeners.add(listener),
    extendRun: extend,
    verifyRun: verifications.verify,
    importRun: imported,
    ...edits,
    close: () => disposers.dispose(),
  };
}

function holderOf(kind: LabHolder['kind']): LabHolder {
  return { kind, pid: process.pid, since: new Date().toISOString(), control: null };
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
  } catch (cause) {
    throw new LabError({
      code: 'store-unavailable',
      message: `The lab's folder ${home} cannot be made`,
      hint: 'Check its permissions, or choose another with --home or ATELIER_HOME',
      context: { home },
      cause,
    });
  }
}
