import type { Lab } from '../../lab/lab.ts';
import type { DatasetStatistics, DatasetSummary } from '../../shared/contract/dataset.ts';
import type { ImportRequest } from '../../shared/contract/datasetImport.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { pickSamples } from '../../shared/dataset/pickSamples.ts';
import { summarizeDataset } from '../../shared/dataset/summarizeDataset.ts';
import { LabError } from '../../shared/errors.ts';
import type { ReadStatistics } from '../statistics/statisticsThreads.ts';
import type { HandlersOf } from './handlers.ts';

/** What the system does for the `dataset:` channels. */
export interface DatasetTools {
  readonly statistics: ReadStatistics;
  /** Asks the person. @returns null when none was chosen */
  readonly choosePath: (what: 'file' | 'folder') => Promise<string | null>;
}

/**
 * Answers the `dataset:` channels.
 *
 * @param dataset a data set, read when first needed
 */
export function datasetHandlers(
  lab: () => Promise<Lab>,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
  { statistics, choosePath }: DatasetTools,
): HandlersOf<'dataset'> {
  const summaries = new Map<string, DatasetSummary>();
  const looks = new Map<string, DatasetStatistics>();
  /** What the person chose: a page can have nothing else read. */
  const chosen = new Set<string>();
  return {
    'dataset:list': async () => (await lab()).datasets.entries(),
    'dataset:summary': async ({ id }) => {
      const loaded = await dataset(id);
      const { name, classNames } = loaded.description;
      const summary = summaries.get(loaded.datasetHash) ?? summarizeDataset(loaded);
      summaries.set(loaded.datasetHash, summary);
      return { ...summary, id, name, classNames };
    },
    'dataset:statistics': async ({ id }) => {
      const { description, directory } = (await lab()).datasets.locate(id);
      const look = looks.get(id) ?? (await statistics(description, directory));
      looks.set(id, look);
      return look;
    },
    'dataset:samples': async ({ id, ...options }) => pickSamples(await dataset(id), options),
    'dataset:choose-path': async ({ what }) => {
      const path = await choosePath(what);
      if (path !== null) chosen.add(path);
      return { path };
    },
    'dataset:check-import': async (request) => {
      const foreign = pathsOf(request).find((path) => !chosen.has(path));
      if (foreign !== undefined) throw notChosen(foreign);
      return (await lab()).imports.check(request);
    },
    'dataset:confirm-import': async ({ token, ...names }) =>
      (await lab()).imports.confirm(token, names),
    'dataset:cancel-import': async () => {
      await (await lab()).imports.cancel();
      return { cancelled: true };
    },
    'dataset:rename': async ({ id, ...names }) => (await lab()).imports.rename(id, names),
    'dataset:remove': async ({ id }) => {
      await (await lab()).imports.remove(id);
      return { removed: true };
    },
  };
}

function pathsOf(request: ImportRequest): readonly string[] {
  return Object.entries(request).flatMap(([key, value]) =>
    key !== 'kind' && key !== 'fit' && typeof value === 'string' ? [value] : [],
  );
}

function notChosen(path: string): LabError {
  return new LabError({
    code: 'forbidden',
    message: `${path} was not chosen in a dialog`,
    hint: 'Choose the file or folder with its button',
    context: { path },
  });
}
