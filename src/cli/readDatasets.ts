import { availableDatasets, knownDatasets } from '../lab/labDatasets.ts';
import type { DatasetCatalogue } from '../shared/dataset/datasetDescription.ts';
import { BUILT_IN_DATASETS } from '../shared/dataset/fashionMnist.ts';
import { withReader } from './withReader.ts';

/** The data sets that a run of a lab can be trained on; before there is a lab, those of the program. */
export async function readDatasets(home: string): Promise<DatasetCatalogue> {
  return (await withReader(home, availableDatasets)) ?? BUILT_IN_DATASETS;
}

/** Every data set that runs of a lab may name, also those whose images were removed. */
export async function readKnownDatasets(home: string): Promise<DatasetCatalogue> {
  return (await withReader(home, knownDatasets)) ?? BUILT_IN_DATASETS;
}
