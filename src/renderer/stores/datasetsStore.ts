import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ImportProgress } from '../../shared/contract/datasetImport.ts';
import type { DatasetEntry } from '../../shared/contract/dataset.ts';
import {
  DATASET_LIMITS,
  findDataset,
  type DatasetCatalogue,
  type DatasetDescription,
} from '../../shared/dataset/datasetDescription.ts';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { toLabError } from '../../shared/errors.ts';
import { call } from '../lab.ts';
import { useToastStore } from './toastStore.ts';

/** The data sets of the lab: what may be trained on, and what runs were trained on. */
export const useDatasetsStore = defineStore('datasets', () => {
  /** The built-in ones are known before the lab has answered. */
  const entries = shallowRef<readonly DatasetEntry[]>(
    BUILT_IN_DATASETS.map((description) => ({
      description,
      available: true,
      imported: null,
      runs: 0,
    })),
  );
  /** Whether the lab has answered. */
  const loaded = shallowRef(false);
  const available = computed<DatasetCatalogue>(() =>
    entries.value.filter((entry) => entry.available).map(({ description }) => description),
  );
  const known = computed<DatasetCatalogue>(() =>
    entries.value.map(({ description }) => description),
  );

  /** Reads the list; the one before stays when it cannot be read. */
  async function load(): Promise<void> {
    try {
      entries.value = await call('dataset:list', {});
      loaded.value = true;
    } catch (thrown) {
      useToastStore().showError(toLabError(thrown));
    }
  }

  /** The data set that a spec names; a nameless one stands in where it is not known, or not yet. */
  function describe(id: string): DatasetDescription {
    return findDataset(known.value, id) ?? { ...NAMELESS, id, name: id };
  }

  /** How far the check of an import is; null before it said anything. */
  const importing = shallowRef<ImportProgress | null>(null);

  return { entries, loaded, importing, available, known, load, describe };
});

const NAMELESS: DatasetDescription = {
  ...FASHION_MNIST,
  classNames: Array.from({ length: DATASET_LIMITS.classes }, (_, label) => `Class ${label}`),
};
