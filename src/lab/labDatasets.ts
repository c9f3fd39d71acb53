import type { LocatedDataset } from '../queue/localExecutor.ts';
import type { DatasetEntry } from '../shared/contract/dataset.ts';
import {
  findDataset,
  type DatasetCatalogue,
  type DatasetDescription,
} from '../shared/dataset/datasetDescription.ts';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../shared/dataset/fashionMnist.ts';
import { LabError } from '../shared/errors.ts';
import type { StoreReader } from '../store/store.ts';
import type { LabPaths } from './labPaths.ts';

/** The data sets of a lab. */
export interface LabDatasets {
  /** Those that a run can be trained on. */
  available(): DatasetCatalogue;
  /** Those and the ones that were removed, whose runs still need their classes' names. */
  known(): DatasetCatalogue;
  /** All of them, with where they came from and how many runs name them. */
  entries(): readonly DatasetEntry[];
  /** A data set and the folder of its files. @throws LabError `dataset-missing`, `not-found` */
  locate(datasetId: string): LocatedDataset;
}

/** What data sets are found with. */
export interface LabDatasetsInit {
  readonly store: Pick<StoreReader, 'importedDatasets' | 'datasetUse'>;
  readonly paths: LabPaths;
  /** Folder of the four Fashion-MNIST files; empty where there is none. */
  readonly fashionMnistDir: string;
}

/** Finds data sets in a lab's store and folders. */
export function createLabDatasets({ store, paths, fashionMnistDir }: LabDatasetsInit): LabDatasets {
  return {
    available: () => availableDatasets(store),
    known: () => knownDatasets(store),
    entries: () => [...builtInEntries(store), ...importedEntries(store)],
    locate: (datasetId) => {
      const description = findDataset(availableDatasets(store), datasetId);
      if (!description) throw missing(datasetId, findDataset(knownDatasets(store), datasetId));
      const builtIn = datasetId === FASHION_MNIST.id;
      return { description, directory: builtIn ? fashionMnistDir : paths.dataset(datasetId) };
    },
  };
}

/** The data sets that a run can be trained on. */
export function availableDatasets(store: Pick<StoreReader, 'importedDatasets'>): DatasetCatalogue {
  const imported = store.importedDatasets().filter(({ removedAt }) => removedAt === null);
  return [...BUILT_IN_DATASETS, ...imported.map(({ description }) => description)];
}

/** Every data set that runs may name. */
export function knownDatasets(store: Pick<StoreReader, 'importedDatasets'>): DatasetCatalogue {
  return [...BUILT_IN_DATASETS, ...store.importedDatasets().map(({ description }) => description)];
}

type Reader = LabDatasetsInit['store'];

function builtInEntries(store: Reader): readonly DatasetEntry[] {
  return BUILT_IN_DATASETS.map((description) => {
    const { runs } = store.datasetUse(description.id);
    return { description, available: true, imported: null, runs };
  });
}

function importedEntries(store: Reader): readonly DatasetEntry[] {
  return store.importedDatasets().map(({ description, source, createdAt, removedAt }) => ({
    description,
    available: removedAt === null,
    imported: { source, createdAt },
    runs: store.datasetUse(description.id).runs,
  }));
}

function missing(datasetId: string, removed: DatasetDescription | undefined): LabError {
  if (removed === undefined) {
    return new LabError({
      code: 'not-found',
      message: `There is no data set "${datasetId}"`,
      hint: 'Import it, or choose another',
      context: { dataset: datasetId },
    });
  }
  return new LabError({
    code: 'dataset-missing',
    message: `The images of ${removed.name} were removed from the lab`,
    hint: 'Import the data set again',
    context: { dataset: datasetId },
  });
}
