import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type {
  CheckedImport,
  ImportRequest,
  ImportResult,
  RunningImport,
  StartImport,
} from '../shared/contract/datasetImport.ts';
import type { LabEvent } from '../shared/contract/labEvents.ts';
import type { DatasetDescription } from '../shared/dataset/datasetDescription.ts';
import { datasetIdFor } from '../shared/dataset/datasetIdFor.ts';
import { LabError } from '../shared/errors.ts';
import type { DatasetSource } from '../shared/model/importedDataset.ts';
import type { DatasetNames } from '../store/datasets.ts';
import type { Store } from '../store/store.ts';
import { knownDatasets } from './labDatasets.ts';
import type { LabPaths } from './labPaths.ts';
import { draftFolder, removeLeftovers, removeTree, syncFolder } from './datasetFolders.ts';

/** The person's own data sets on their way into a lab, and out of it. One is imported at a time. */
export interface LabImports {
  /**
   * Reads a data set and says what it is. Nothing is kept until it is confirmed; a check that was not
   * confirmed goes when the next begins.
   *
   * @throws LabError `dataset-corrupt`, `bad-input`; `illegal-state` when it was cancelled
   */
  check(request: ImportRequest): Promise<CheckedImport>;
  /** Keeps a checked import. @throws LabError `not-found` for another token, `bad-input` */
  confirm(token: string, names: DatasetNames): Promise<DatasetDescription>;
  /** Ends what is being checked and forgets what was; nothing of it is left. */
  cancel(): Promise<void>;
  /** @throws LabError `not-found`, `bad-input` */
  rename(datasetId: string, names: DatasetNames): DatasetDescription;
  /** Removes the images. Runs keep their results. @throws LabError `illegal-state`, `not-found` */
  remove(datasetId: string): Promise<void>;
  dispose(): Promise<void>;
}

/** What imports work with. */
export interface LabImportsInit {
  readonly store: Store;
  readonly paths: LabPaths;
  readonly start: StartImport | undefined;
  readonly tell: (event: LabEvent) => void;
  readonly onFault: (error: unknown) => void;
}

interface Draft {
  readonly token: string;
  readonly folder: string;
  readonly request: ImportRequest;
  readonly running: RunningImport;
  /** Null until it was read whole. */
  readonly result: ImportResult | null;
}

/** Prepares imports, and removes what a crash left of earlier ones. */
export function createLabImports(init: LabImportsInit): LabImports {
  const { store, paths, start, tell, onFault } = init;
  let draft: Draft | null = null;
  removeLeftovers(paths.datasets, ids(store), onFault);

  const cancel = async (): Promise<void> => {
    const given = draft;
    draft = null;
    if (!given) return;
    await given.running.cancel();
    await removeTree(given.folder);
  };
  return {
    check: async (request) => {
      if (!start) throw unprepared();
      await cancel();
      const token = randomUUID();
      mkdirSync(paths.datasets, { recursive: true });
      const folder = draftFolder(paths.datasets, token);
      const running = start(request, folder, (progress) => tell({ kind: 'import', progress }));
      draft = { token, folder, request, running, result: null };
      try {
        const result = await running.result;
        draft = { token, folder, request, running, result };
        return { token, suggestedName: nameOf(request), report: result.report };
      } catch (error) {
        if (draft?.token === token) await cancel();
        else await removeTree(folder);
        throw error;
      }
    },
    confirm: async (token, names) => {
      const given = draft;
      if (given?.token !== token || given.result === null) throw notChecked();
      const description = describe(given.result, names, ids(store));
      draft = null;
      const folder = paths.dataset(description.id);
      try {
        await syncFolder(given.folder);
        await rename(given.folder, folder);
        await syncFolder(paths.datasets);
        const createdAt = new Date().toISOString();
        const source = sourceOf(given.request, given.result);
        store.addDataset({ description, source, createdAt, removedAt: null });
      } catch (error) {
        await removeTree(given.folder);
        await removeTree(folder);
        throw error;
      }
      tell({ kind: 'datasets' });
      return description;
    },
    cancel,
    rename: (datasetId, names) => {
      const { description } = store.renameDataset(datasetId, names);
      tell({ kind: 'datasets' });
      return description;
    },
    remove: async (datasetId) => {
      const { open } = store.datasetUse(datasetId);
      if (open > 0) throw inUse(datasetId, open);
      store.removeDataset(datasetId);
      tell({ kind: 'datasets' });
      await removeTree(paths.dataset(datasetId));
    },
    dispose: cancel,
  };
}

function ids(store: Pick<Store, 'importedDatasets'>): readonly string[] {
  return knownDatasets(store).map(({ id }) => id);
}

function describe(
  { report, files, datasetHash }: ImportResult,
  { name, classNames }: DatasetNames,
  taken: readonly string[],
): DatasetDescription {
  if (classNames.length !== report.classNames.length) {
    throw new LabError({
      code: 'bad-input',
      message: `The data set has ${report.classNames.length} classes, but ${classNames.length} names were given`,
      hint: 'Give one name for each class',
    });
  }
  const total = (counts: readonly number[]): number =>
    counts.reduce((sum, count) => sum + count, 0);
  return {
    id: datasetIdFor(name, taken),
    name,
    imageShape: report.imageShape,
    classNames,
    trainCount: total(report.train),
    testCount: total(report.test),
    files,
    datasetHash,
  };
}

function sourceOf(request: ImportRequest, { report }: ImportResult): DatasetSource {
  return { kind: request.kind, paths: pathsOf(request), notes: report.notes };
}

function pathsOf(request: ImportRequest): readonly string[] {
  if (request.kind === 'folder') return [request.folder];
  const given =
    request.kind === 'csv'
      ? [request.train, request.test]
      : [request.trainImages, request.trainLabels, request.testImages, request.testLabels];
  return given.filter((path) => path !== null);
}

/** What a data set is called at first: as its folder, or its file without what such files share. */
function nameOf(request: ImportRequest): string {
  if (request.kind === 'folder') return basename(request.folder);
  const path = request.kind === 'csv' ? request.train : request.trainImages;
  const plain = parse(basename(path, '.gz')).name.replace(/[-_. ]?(train|training).*$/i, '');
  return plain === '' ? basename(join(path, '..')) : plain;
}

function unprepared(): LabError {
  return new LabError({ code: 'internal', message: 'This lab was opened without imports' });
}

function notChecked(): LabError {
  return new LabError({
    code: 'not-found',
    message: 'This import is not there any more',
    hint: 'Check the files again',
  });
}

function inUse(datasetId: string, open: number): LabError {
  return new LabError({
    code: 'illegal-state',
    message: `${open} ${open === 1 ? 'run' : 'runs'} on this data set ${open === 1 ? 'is' : 'are'} queued or training`,
    hint: 'Wait for them or stop them, then remove it',
    context: { dataset: datasetId },
  });
}
