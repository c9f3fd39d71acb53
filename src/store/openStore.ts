import type { SaveComparison } from '../shared/contract/comparison.ts';
import type { RunEstimate } from '../shared/model/runCost.ts';
import { isFinal } from '../shared/model/runState.ts';
import type { NewArchitecture } from './architectures.ts';
import { createChangeState } from './changeState.ts';
import { createEnqueueRun, type EnqueueRequest } from './enqueueRun.ts';
import { createExtendRun } from './extendRun.ts';
import { createFindRun } from './findRun.ts';
import { checkIntegrity } from './integrityCheck.ts';
import { createInsertBundledRun } from './insertBundledRun.ts';
import type { Database } from './loadSqlite.ts';
import { openDatabase } from './openDatabase.ts';
import { defineFold } from './query/fold.ts';
import { createParentRun } from './parentRun.ts';
import { createReadBundledRun } from './readBundledRun.ts';
import { createRecorder } from './recordEvent.ts';
import { readComparedRun, readRunDetail } from './runDetail.ts';
import { runsTableReads, runsTableWrites } from './runsTableStore.ts';
import { createPlaceCheck } from './samePlace.ts';
import { createSameSpec } from './sameSpec.ts';
import { seeInterrupted } from './seeInterrupted.ts';
import type { Store, StoreReader } from './store.ts';
import { toStoreError } from './storeError.ts';
import { createTables, type Tables } from './tables.ts';
import { createWorkersOfTrial } from './workersOfTrial.ts';

/** How to open a store. */
export interface OpenStoreOptions {
  /**
   * Only read, while another process may hold the lab.
   * @default false
   */
  readonly readonly?: boolean;
  /**
   * Nobody holds the lab, so what its rows call running or paused is interrupted. Only for readers.
   * @default false
   */
  readonly unheld?: boolean;
  /** The wall clock, for what people see. */
  readonly now?: () => Date;
  /** Milliseconds that never run backwards, for thinning. */
  readonly monotonic?: () => number;
}

/**
 * Opens a lab's database, made or upgraded when it is opened for writing.
 *
 * @example
 * const store = openStore('lab.db');
 * const run = store.enqueueRun({ spec: findPreset('cnn')!.spec });
 * store.listRuns({ sort: { key: 'test_accuracy', descending: true } });
 *
 * @throws LabError `not-found` (read-only, no file), `bad-input` (another program's file),
 *   `store-from-future`, `store-corrupt`, `store-unavailable`
 */
export function openStore(
  path: string,
  options: OpenStoreOptions & { readonly readonly: true },
): StoreReader;
export function openStore(path: string, options?: OpenStoreOptions): Store;
export function openStore(path: string, options: OpenStoreOptions = {}): Store {
  const database = openDatabase(path, options);
  try {
    if (options.readonly === true && options.unheld === true) seeInterrupted(database);
    return explained(composeStore(database, path, options), path);
  } catch (error) {
    database.close();
    throw toStoreError(error, path);
  }
}

function composeStore(database: Database, path: string, options: OpenStoreOptions): Store {
  defineFold(database);
  const tables = createTables(database);
  return {
    ...reads(database, tables, path, options),
    ...checkedFirst(writes(database, tables, options), createPlaceCheck(path)),
  };
}

/** The same methods, each of which is only begun when a check does not throw. */
function checkedFirst<T extends object>(methods: T, check: () => void): T {
  return mapMethods(methods, (method, parameters) => {
    check();
    return method(...parameters);
  });
}

function reads(
  database: Database,
  tables: Tables,
  path: string,
  { now = () => new Date() }: OpenStoreOptions,
): StoreReader {
  const numberOf = (runId: string): number => tables.runs.get(runId).number;
  return {
    path,
    ...runsTableReads(database, tables, now),
    // A transaction, so that no part is newer than another.
    getRun: database.transaction((runId: string) => readRunDetail(tables, runId)),
    getComparedRun: database.transaction((runId: string) => readComparedRun(tables, runId)),
    getSummary: tables.runs.get,
    findRun: createFindRun(database),
    ...createParentRun(database),
    ...createSameSpec(database),
    queued: tables.positions.all,
    nextQueued: tables.positions.first,
    validationConfusions: (runId) => tables.confusions.ofEpochs(numberOf(runId), 'validation'),
    stepMetrics: (runId) => tables.steps.ofRun(numberOf(runId)),
    log: (runId) => tables.log.ofRun(numberOf(runId)),
    predictions: (runId) => tables.predictions.ofRun(numberOf(runId)),
    datasetHashOf: (runId) => tables.runs.detail(runId).datasetHash,
    countTested: tables.evaluations.countTested,
    verifications: (runId) => tables.verifications.ofRun(numberOf(runId)),
    dueVerifications: tables.verifications.due,
    bundledRun: database.transaction(createReadBundledRun(database, tables)),
    importedDatasets: tables.datasets.all,
    datasetUse: tables.datasets.use,
    latestCalibration: tables.calibrations.latest,
    paceRatios: tables.calibrations.ratios,
    workersOfTrial: createWorkersOfTrial(database),
    comparisons: tables.comparisons.all,
    architectures: tables.architectures.all,
    getSettings: tables.settings.get,
    integrityCheck: () => checkIntegrity(database),
    close: () => void database.close(),
  };
}

type Writes = Omit<Store, keyof StoreReader>;

function writes(database: Database, tables: Tables, options: OpenStoreOptions): Writes {
  const { now = () => new Date(), monotonic = () => performance.now() } = options;
  const changeState = createChangeState(tables, now);
  const recorder = createRecorder({ database, tables, changeState, now, monotonic });
  const enqueue = createEnqueueRun(tables, now);
  const extend = createExtendRun(database, tables, enqueue);
  const { runs, positions, settings, datasets, architectures } = tables;

  const transition: Writes['transition'] = (runId, to, failure) => {
    changeState(runs.get(runId), to, failure);
    if (isFinal(to)) recorder.forget(runId);
    return runs.get(runId);
  };
  const interruptActive = () =>
    runs.active().map((run) => {
      recorder.forget(run.id);
      // It ended unseen: its last record is the nearest there is.
      changeState(run, 'interrupted', undefined, runs.updatedAt(run.number));
      return runs.get(run.id);
    });
  const move: Writes['moveQueued'] = (runId, position) => {
    positions.move(runs.get(runId), position);
    return runs.get(runId);
  };
  const verify: Writes['enqueueVerification'] = (runId, request) => {
    const { number } = runs.get(runId);
    const again = enqueue({ ...request, parentId: runId });
    const at = now().toISOString();
    tables.verifications.insert({ run: number, repetitionId: again.id, result: null, at });
    return again;
  };
  const rename: Writes['renameRun'] = (runId, name) => {
    runs.get(runId);
    return runs.rename(runId, name);
  };
  return {
    enqueueVerification: database.transaction(verify).immediate,
    finishVerification: tables.verifications.finish,
    importRun: database.transaction(createInsertBundledRun(database, tables)).immediate,
    enqueueRun: database.transaction(enqueue).immediate,
    enqueueRuns: database.transaction((requests: readonly EnqueueRequest[]) =>
      requests.map(enqueue),
    ).immediate,
    extendRun: database.transaction(extend).immediate,
    transition: database.transaction(transition).immediate,
    record: recorder.record,
    interruptActive: database.transaction(interruptActive).immediate,
    moveQueued: database.transaction(move).immediate,
    renameRun: database.transaction(rename).immediate,
    addDataset: datasets.insert,
    renameDataset: database.transaction(datasets.rename).immediate,
    removeDataset: database.transaction((id: string) => datasets.remove(id, now().toISOString()))
      .immediate,
    ...runsTableWrites(database, tables, now),
    saveComparison: database.transaction((comparison: SaveComparison) =>
      tables.comparisons.save(comparison, now()),
    ).immediate,
    deleteComparison: tables.comparisons.remove,
    saveArchitecture: database.transaction((architecture: NewArchitecture) =>
      architectures.save(architecture, now()),
    ).immediate,
    renameArchitecture: database.transaction((id: string, name: string) =>
      architectures.rename(id, name, now()),
    ).immediate,
    deleteArchitecture: (id) => architectures.remove(id, now()),
    restoreArchitecture: database.transaction(architectures.restore).immediate,
    setSettings: database.transaction((chosen: Parameters<Store['setSettings']>[0]) => {
      settings.set(chosen);
      return settings.get();
    }).immediate,
    saveCalibration: tables.calibrations.save,
    saveEstimate: database.transaction((runId: string, estimate: RunEstimate) =>
      tables.costs.estimated(runs.get(runId).number, estimate),
    ).immediate,
  };
}

/** The same store, whose methods throw what a person can act on instead of SQLite's own errors. */
function explained(store: Store, path: string): Store {
  return mapMethods(store, (method, parameters) => {
    try {
      return method(...parameters);
    } catch (error) {
      throw toStoreError(error, path);
    }
  });
}

type Method = (...parameters: readonly unknown[]) => unknown;

/** The same object, whose methods are called by way of a function. */
function mapMethods<T extends object>(
  members: T,
  call: (method: Method, parameters: readonly unknown[]) => unknown,
): T {
  const entries = Object.entries(members).map(([name, member]: [string, unknown]) =>
    typeof member === 'function'
      ? [name, (...parameters: readonly unknown[]) => call(member as Method, parameters)]
      : [name, member],
  );
  return Object.fromEntries(entries) as T;
}
