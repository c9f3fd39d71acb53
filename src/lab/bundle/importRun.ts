import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BundleManifest } from '../../shared/bundle/bundleManifest.ts';
import type { BundledRun } from '../../shared/bundle/bundledRun.ts';
import { LabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { isFinal } from '../../shared/model/runState.ts';
import type { Store } from '../../store/store.ts';
import { draftFolder, removeTree, syncFolder } from '../datasetFolders.ts';
import type { LabPaths } from '../labPaths.ts';
import { badBundle } from './bundleErrors.ts';
import { encodeParts, isCheckpoint, isFile, listParts, pathInRun } from './bundleParts.ts';
import { decodeParts } from './decodeParts.ts';
import { withBundle, type OpenBundle } from './openBundle.ts';

/** Where a run is imported to. */
export interface ImportTarget {
  readonly store: Store;
  readonly paths: Pick<LabPaths, 'run' | 'runs'>;
}

/**
 * Adds the run of a bundle. It is unpacked beside the lab's runs and checked as a whole; only then it
 * becomes one of them, and a refused bundle leaves nothing.
 *
 * @throws LabError `bad-input` or `checksum-mismatch` naming the file and what is wrong with it,
 *   `illegal-state` when the lab has this run
 */
export function importRun({ store, paths }: ImportTarget, file: string): Promise<RunSummary> {
  return withBundle(file, async (bundle) => {
    assertNew(store, file, bundle.manifest);
    await mkdir(paths.runs, { recursive: true });
    const draft = draftFolder(paths.runs, randomUUID());
    try {
      const run = await unpack(file, bundle, draft);
      return await moveIn(paths, draft, run.run.id, () => insert(store, file, run));
    } finally {
      await removeTree(draft);
    }
  });
}

async function unpack(file: string, { manifest, read, extract }: OpenBundle, folder: string) {
  await mkdir(folder);
  const memory = new Map<string, Buffer>();
  for (const part of manifest.parts) {
    if (isFile(part)) await extract(part, join(folder, pathInRun(part)));
    else memory.set(part.path, await read(part));
  }
  return decodeParts(file, manifest, memory);
}

/** Gives the run its folder and then its rows; without rows, the folder is as it was. */
async function moveIn(
  paths: ImportTarget['paths'],
  draft: string,
  runId: string,
  addRows: () => RunSummary,
): Promise<RunSummary> {
  const folder = paths.run(runId);
  const before = `${draft}-before`;
  // What was deleted keeps its files for a day.
  const replaces = existsSync(folder);
  if (replaces) await rename(folder, before);
  let run: RunSummary;
  try {
    await rename(draft, folder);
    await syncFolder(paths.runs);
    run = addRows();
  } catch (error) {
    await removeTree(folder);
    if (replaces) await rename(before, folder);
    throw error;
  }
  await removeTree(before);
  return run;
}

function insert(store: Store, file: string, run: BundledRun): RunSummary {
  try {
    return store.importRun(run);
  } catch (error) {
    // The database's own rules, which no schema of a part can know.
    const broken = error instanceof LabError && error.context?.['sqlite'] !== undefined;
    if (!broken || error.code !== 'internal') throw error;
    const detail = String(error.context?.['detail']);
    throw badBundle(file, `the lab cannot keep its record (${detail})`, undefined, error);
  }
}

function assertNew(store: Store, file: string, { run, parts }: BundleManifest): void {
  const here = summaryOf(store, run.id);
  if (here === null) return;
  const differing = isFinal(here.state) ? differences(store, run.id, parts) : ['its state'];
  throw new LabError({
    code: 'illegal-state',
    message:
      differing.length === 0
        ? `The run in ${basename(file)} is already in this lab, and identical: #${here.number} ${here.name}`
        : `The run in ${basename(file)} is already in this lab: #${here.number} ${here.name}. It differs in ${differing.join(', ')}`,
    hint:
      differing.length === 0
        ? 'There is nothing to import'
        : 'Delete the run that is here first, if the one in the file is to take its place',
    context: { file, runId: run.id, differing },
  });
}

function summaryOf(store: Store, runId: string): RunSummary | null {
  try {
    return store.getSummary(runId);
  } catch (error) {
    if (error instanceof LabError && error.code === 'not-found') return null;
    throw error;
  }
}

/** The parts in which the lab's run is not the bundle's; a bundle may have been made without checkpoints. */
function differences(
  store: Store,
  runId: string,
  parts: BundleManifest['parts'],
): readonly string[] {
  const run = store.bundledRun(runId);
  const checkpoints = parts.some(isCheckpoint) ? run.checkpoints : [];
  const here = new Map(
    listParts(encodeParts(run), { ...run, checkpoints }).map(({ path, sha256 }) => [path, sha256]),
  );
  const other = parts.filter(({ path, sha256 }) => here.get(path) !== sha256);
  const paths = new Set(parts.map(({ path }) => path));
  return [...other.map(({ path }) => path), ...[...here.keys()].filter((path) => !paths.has(path))];
}
