import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleVersion, type BundleManifest } from '../../shared/bundle/bundleManifest.ts';
import type { BundledRun } from '../../shared/bundle/bundledRun.ts';
import { findDataset, type DatasetCatalogue } from '../../shared/dataset/datasetDescription.ts';
import type { StoreReader } from '../../store/store.ts';
import { knownDatasets } from '../labDatasets.ts';
import type { LabPaths } from '../labPaths.ts';
import { encodeParts, listParts } from './bundleParts.ts';
import { writeBundle } from './writeBundle.ts';

/** What goes into a bundle beside the record. */
export interface ExportOptions {
  /**
   * Whether the checkpoints go with it, so that the run can be extended or resumed elsewhere.
   * @default true
   */
  readonly checkpoints?: boolean;
}

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
  options: ExportOptions = {},
): Promise<BundleManifest> {
  const runDir = paths.run(runId);
  const whole = store.bundledRun(runId);
  const checkpoints = options.checkpoints === false ? [] : atHand(whole.checkpoints, runDir);
  const run = { ...whole, checkpoints };
  const memory = encodeParts(run);
  const manifest = describe(run, listParts(memory, run), knownDatasets(store));
  await writeBundle(file, { manifest, memory, runDir });
  return manifest;
}

/** A crash may have come between the file of a checkpoint that gave way and its row; the newest never does. */
function atHand(checkpoints: BundledRun['checkpoints'], runDir: string): BundledRun['checkpoints'] {
  const newest = checkpoints.at(-1);
  return checkpoints.filter((one) => one === newest || existsSync(join(runDir, one.path)));
}

function describe(
  { run, spec, links, checkpoints }: BundledRun,
  parts: BundleManifest['parts'],
  datasets: DatasetCatalogue,
): BundleManifest {
  const { id } = spec.dataset;
  return {
    format: 'atelier-run',
    version: bundleVersion(checkpoints.length),
    run: { id: run.id, name: run.name },
    dataset: { id, name: findDataset(datasets, id)?.name ?? id, sha256: run.datasetHash },
    links,
    parts,
  };
}
