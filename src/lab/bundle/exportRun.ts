import { BUNDLE_VERSION, type BundleManifest } from '../../shared/bundle/bundleManifest.ts';
import type { BundledRun } from '../../shared/bundle/bundledRun.ts';
import { findDataset, type DatasetCatalogue } from '../../shared/dataset/datasetDescription.ts';
import type { StoreReader } from '../../store/store.ts';
import { knownDatasets } from '../labDatasets.ts';
import type { LabPaths } from '../labPaths.ts';
import { encodeParts, listParts } from './bundleParts.ts';
import { writeBundle } from './writeBundle.ts';

/**
 * Writes all that is recorded of a run, and the files that it saved, into one file.
 *
 * @returns what is in it
 * @throws LabError `not-found`, `illegal-state` when the run is not over; as `writeBundle` does
 */
export async function exportRun(
  store: StoreReader,
  paths: Pick<LabPaths, 'run'>,
  runId: string,
  file: string,
): Promise<BundleManifest> {
  const run = store.bundledRun(runId);
  const memory = encodeParts(run);
  const manifest = describe(run, listParts(memory, run.artifacts), knownDatasets(store));
  await writeBundle(file, { manifest, memory, runDir: paths.run(runId) });
  return manifest;
}

function describe(
  { run, spec, links }: BundledRun,
  parts: BundleManifest['parts'],
  datasets: DatasetCatalogue,
): BundleManifest {
  const { id } = spec.dataset;
  return {
    format: 'atelier-run',
    version: BUNDLE_VERSION,
    run: { id: run.id, name: run.name },
    dataset: { id, name: findDataset(datasets, id)?.name ?? id, sha256: run.datasetHash },
    links,
    parts,
  };
}
