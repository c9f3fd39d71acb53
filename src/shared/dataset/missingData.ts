import { findDataset, type DatasetCatalogue } from './datasetDescription.ts';

/** The data sets of a lab. */
export interface LabCatalogues {
  /** Those whose images are there. */
  readonly available: DatasetCatalogue;
  /** Those, and the ones that were removed. */
  readonly known: DatasetCatalogue;
}

/** What a run was trained on. */
export interface DataOfRun {
  readonly datasetId: string;
  /** SHA-256; null for a run that never began. */
  readonly datasetHash: string | null;
}

/**
 * Says in a sentence why a run's images cannot be shown in a lab.
 *
 * @returns null where they can
 */
export function missingData(
  { available, known }: LabCatalogues,
  { datasetId, datasetHash }: DataOfRun,
): string | null {
  const here = findDataset(available, datasetId);
  if (here === undefined) {
    const removed = findDataset(known, datasetId);
    return removed === undefined
      ? `Its data set “${datasetId}” is not in this lab: its figures are whole, but no images can be shown until it is imported under that name`
      : `The images of its data set, ${removed.name}, were removed from the lab: none can be shown`;
  }
  if (datasetHash === null || here.datasetHash === datasetHash) return null;
  return `It was trained on other images than this lab’s ${here.name}: none can be shown`;
}
