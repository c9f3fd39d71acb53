import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { labPaths, type LabPaths } from '../../../../src/lab/labPaths.ts';
import { openStore } from '../../../../src/store/openStore.ts';
import type { Store } from '../../../../src/store/store.ts';
import { sha256 } from '../../../helpers/forgeBundle.ts';
import {
  envelopes,
  epochEvent,
  evaluationEvent,
  progressEvent,
  sampleSpec,
  STARTED,
} from '../../store/samples.ts';
import { steppingClock, temporaryFolder } from '../../store/temporaryStore.ts';

/** A lab that nobody trains in. */
export interface QuietLab {
  readonly store: Store;
  readonly paths: LabPaths;
}

export function quietLab(): QuietLab {
  const paths = labPaths(path.join(temporaryFolder(), 'lab'));
  mkdirSync(paths.runs, { recursive: true });
  const store = openStore(paths.database, { now: steppingClock() });
  onTestFinished(() => store.close());
  return { store, paths };
}

export const WEIGHTS = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256));

/** As if after the second epoch the one of the first had been kept. */
export const CHECKPOINTS = [1, 2].map((epoch) => ({
  epoch,
  path: `checkpoints/epoch-000${epoch}.ckpt`,
  bytes: WEIGHTS.length,
  sha256: sha256(WEIGHTS),
}));

/** Adds a completed run with all that a run can have. @returns its id */
export function addRun({ store, paths }: QuietLab, name = 'base · seed 7'): string {
  const { id } = store.enqueueRun({ spec: sampleSpec(), name, force: true });
  const folder = path.join(paths.run(id), 'model');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'weights.bin'), WEIGHTS);
  mkdirSync(path.join(paths.run(id), 'checkpoints'));
  for (const { path: name } of CHECKPOINTS) writeFileSync(path.join(paths.run(id), name), WEIGHTS);
  const artifact = { path: 'model/weights.bin', bytes: WEIGHTS.length, sha256: sha256(WEIGHTS) };
  store.transition(id, 'running');
  const events = envelopes(id, [
    STARTED,
    { kind: 'log', level: 'warning', message: 'a “word”\nof the trainer' },
    progressEvent(1),
    epochEvent(1, 1 / 3),
    epochEvent(2, 0.1 + 0.2),
    ...CHECKPOINTS.map((one) => ({ kind: 'checkpoint' as const, ...one, kept: [1, 2] })),
    evaluationEvent(),
    {
      kind: 'finished',
      outcome: 'completed',
      artifacts: [artifact],
      seconds: 2.5,
      peakBytes: 560_000_000,
      ending: { stoppedEarly: null, keptEpoch: 1 },
    },
  ]);
  for (const event of events) store.record(event);
  const { id: experimentId } = store.createExperiment(`why ${id}`, 'Why?');
  const change = { addTags: ['ärger', 'base'], favourite: true, color: 3, experimentId };
  store.annotateRuns([id], change);
  store.setNote(id, '# A note\n');
  return id;
}

/** Every file below a folder but the database's, with its content's hash. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('lab.db'))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const content = entry.isFile() ? sha256(readFileSync(file)) : 'folder';
      return `${path.relative(folder, file)} ${content}`;
    })
    .sort();
}
