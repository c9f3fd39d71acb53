import { findDataset, type DatasetCatalogue } from './datasetDescription.ts';

/**
 * The names of the classes of a run's data, in the order of the labels; numbered ones where the data set
 * is not known any more.
 *
 * @param classes how many there are
 */
export function classNamesOf(
  datasets: DatasetCatalogue,
  datasetId: string,
  classes: number,
): readonly string[] {
  const known = findDataset(datasets, datasetId)?.classNames ?? [];
  return Array.from({ length: classes }, (_, label) => known[label] ?? `Class ${label}`);
}
