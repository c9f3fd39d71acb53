import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportRun } from '../../lab/bundle/exportRun.ts';
import { labPaths } from '../../lab/labPaths.ts';
import { availableDatasets, knownDatasets } from '../../lab/labDatasets.ts';
import {
  BUNDLE_EXTENSION,
  checkpointEpoch,
  type BundleManifest,
} from '../../shared/bundle/bundleManifest.ts';
import { bundleFileName } from '../../shared/bundle/bundleFileName.ts';
import { missingData } from '../../shared/dataset/missingData.ts';
import { LabError, toLabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { StoreReader } from '../../store/store.ts';
import { badInput } from '../arguments.ts';
import { changeLab } from '../changeLab.ts';
import type { Command, ExitStatus } from '../command.ts';
import { failureStatus, sayError } from '../failure.ts';
import { formatBytes } from '../../shared/formatBytes.ts';
import { noLab } from '../readRuns.ts';
import { withReader } from '../withReader.ts';

/** `export`: a run's whole record as one file. */
export const exportBundle: Command = {
  name: 'export',
  summary: `write all that is recorded of a run into one .${BUNDLE_EXTENSION} file`,
  usage: `export RUN [FILE] [--no-checkpoints] [--json]`,
  details: [
    `Spec, metrics, matrices, predictions, weights, checkpoints, environment, log and notes, with their checksums; "import" adds them to another lab. Without a FILE it is named after the run. A file that is there already is not replaced. The run has to be over. See docs/bundles.md.`,
    'Also while another process holds the lab.',
  ],
  options: {
    'no-checkpoints': {
      type: 'boolean',
      help: 'smaller; the run can then not be extended, nor go on, where it is imported',
    },
  },
  positionals: { names: ['run', 'file'], min: 1, max: 2 },
  run: async ({ home, terminal, json }, args) => {
    const [reference = '', path] = args.positionals;
    const options = { checkpoints: !args.flag('no-checkpoints') };
    const written = await withReader(home, async (store) => {
      const runId = store.findRun(reference);
      const file = resolve(path ?? bundleFileName(store.getSummary(runId).name));
      if (existsSync(file)) throw badInput('file', `${file} is there already`, 'Name another FILE');
      return { file, manifest: await exportRun(store, labPaths(home), runId, file, options) };
    });
    if (written === undefined) throw noLab(home, [reference]);
    const { file, manifest } = written;
    const { size } = await stat(file);
    if (json) terminal.printJson({ file, bytes: size, ...manifest });
    else terminal.print(`${file}: ${formatBytes(size)}, ${describeParts(manifest)}`);
    return 0;
  },
};

/** @example '18 parts, of which 3 checkpoints of 10.6 MB' */
function describeParts({ parts }: BundleManifest): string {
  const sizes = parts
    .filter(({ path }) => checkpointEpoch(path) !== null)
    .map(({ bytes }) => bytes);
  const total = formatBytes(sizes.reduce((sum, bytes) => sum + bytes, 0));
  const checkpoints =
    sizes.length === 0
      ? 'no checkpoints'
      : `of which ${sizes.length} checkpoint${sizes.length === 1 ? '' : 's'} of ${total}`;
  return `${parts.length} parts, ${checkpoints}`;
}

/** `import`: a run from another lab. */
export const importBundle: Command = {
  name: 'import',
  summary: `add the run of a .${BUNDLE_EXTENSION} file to the lab`,
  usage: 'import FILE … [--json]',
  details: [
    'The run keeps its id and gets the lab’s next number. Each file is checked as a whole first: one that is damaged, or whose run is here already, changes nothing, and the others are imported. A run’s data set is not in it: "dataset import" brings it. See docs/bundles.md.',
    'Reaches the process that holds the lab, a window or another command, or does it alone where nobody does.',
  ],
  options: {},
  positionals: { names: ['file'], max: 1_000 },
  run: async ({ home, terminal, json }, { positionals }) => {
    const runs: RunSummary[] = [];
    const notes: string[] = [];
    const refused: LabError[] = [];
    for (const path of positionals) {
      const run = await attempt(home, path);
      if (run instanceof LabError) {
        sayError(terminal, run);
        refused.push(run);
        continue;
      }
      const note = await withReader(home, (store) => missingDataOf(store, run.id));
      if (!json) terminal.print(`#${run.number} ${run.name} (${run.id})`);
      if (note) terminal.say(`note: ${note}`);
      runs.push(run);
      if (note) notes.push(note);
    }
    if (refused.length > 0 && positionals.length > 1) {
      terminal.say(`${refused.length} of ${positionals.length} files refused`);
    }
    if (json) terminal.printJson({ runs, notes, refused: refused.map((error) => error.toData()) });
    return Math.max(0, ...refused.map(failureStatus)) as ExitStatus;
  },
};

/** @returns the run, or why it was refused */
async function attempt(home: string, path: string): Promise<RunSummary | LabError> {
  try {
    return await changeLab(home, { type: 'import', file: resolve(path) });
  } catch (thrown) {
    return toLabError(thrown);
  }
}

function missingDataOf(store: StoreReader, runId: string): string | null {
  const { spec, datasetHash } = store.getComparedRun(runId);
  const catalogues = { available: availableDatasets(store), known: knownDatasets(store) };
  return missingData(catalogues, { datasetId: spec.dataset.id, datasetHash });
}
