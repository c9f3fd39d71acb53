import { mkdirSync } from 'node:fs';
import { labPaths } from '../../src/lab/labPaths.ts';
import type { EpochEvent } from '../../src/shared/contract/trainerProtocol.ts';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { setParam } from '../../src/shared/spec/setParam.ts';
import { connect } from '../../src/store/loadSqlite.ts';
import { openStore } from '../../src/store/openStore.ts';
import { defineFold } from '../../src/store/query/fold.ts';
import { createTables, type Tables } from '../../src/store/tables.ts';
import { loadDataset } from '../../src/trainer/datasets/loadDataset.ts';
import { testedEvent } from '../../test/helpers/recordRuns.ts';
import { FINISHED, sampleMatrix, STARTED } from '../../test/unit/store/samples.ts';
import { studyModelNames, studySpec } from '../studyModels.ts';

/** Runs with long curves. */
export interface CurveLab {
  readonly runs: number;
  readonly epochs: number;
  /** Moments recorded within each epoch, one a step; such epochs also keep their matrices. @default 0 */
  readonly steps?: number;
}

/** Images of a step. */
const BATCH = 64;

/**
 * Writes finished runs with long curves into a lab that no process holds: begun and ended through the
 * store, tested on the real test images with made-up answers; their epochs and steps in one transaction,
 * for a commit each would take minutes.
 *
 * @returns the runs' ids
 */
export async function seedCurves(home: string, lab: CurveLab): Promise<readonly string[]> {
  mkdirSync(home, { recursive: true });
  const file = labPaths(home).database;
  const { test, datasetHash } = await loadDataset(
    FASHION_MNIST,
    process.env['ATELIER_FASHION_MNIST'] ?? '',
  );
  const { epochs } = lab;
  const ids = withStore(file, (store) =>
    Array.from({ length: lab.runs }, (_, index) => {
      const { id } = store.enqueueRun({ spec: specOf(index, lab) });
      store.record({ runId: id, seq: 1, event: { ...STARTED, epochs, datasetHash } });
      return id;
    }),
  );
  fillCurves(file, ids, lab);
  withStore(file, (store) => {
    for (const [index, runId] of ids.entries()) {
      const wrong = (image: number) => (image * 7 + index * 3) % (9 + (index % 5)) === 0;
      store.record({ runId, seq: epochs + 2, event: testedEvent(test.labels, wrong) });
      store.record({ runId, seq: epochs + 3, event: FINISHED });
    }
  });
  return ids;
}

function withStore<T>(file: string, use: (store: ReturnType<typeof openStore>) => T): T {
  const store = openStore(file);
  try {
    return use(store);
  } finally {
    store.close();
  }
}

function specOf(index: number, { epochs, steps = 0 }: CurveLab) {
  const name = studyModelNames[index % studyModelNames.length] ?? 'cnn';
  const changes: Readonly<Record<string, unknown>> = {
    seed: index,
    'training.epochs': epochs,
    'training.batchSize': BATCH,
    // As many images as make an epoch of so many steps.
    ...(steps > 0 ? { 'dataset.samples': Math.ceil((steps * BATCH) / 0.8) } : {}),
  };
  return Object.entries(changes).reduce(
    (spec, [key, value]) => setParam(spec, key, value),
    studySpec(name),
  );
}

function fillCurves(file: string, ids: readonly string[], lab: CurveLab): void {
  const database = connect(file);
  try {
    defineFold(database);
    const tables = createTables(database);
    database.transaction(() => {
      for (const [index, id] of ids.entries()) {
        fillRun(tables, tables.runs.get(id).number, index, lab);
      }
    })();
  } finally {
    database.close();
  }
}

function fillRun(tables: Tables, run: number, index: number, { epochs, steps = 0 }: CurveLab) {
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const event = epochOf(index, epoch, epochs);
    const { kind: _kind, confusion, tensors: _tensors, ...metrics } = event;
    for (let step = 1; step <= steps; step += 1) {
      const noise = draw(index, epoch * steps + step) - 0.5;
      tables.steps.insert(run, {
        epoch,
        step,
        loss: metrics.loss * (1 + 0.2 * noise),
        accuracy: Math.min(1, metrics.accuracy * (1 + 0.05 * noise)),
        learningRate: metrics.learningRate,
        samplesPerSecond: 3000 + 300 * noise,
        memoryBytes: Math.round(9e8 + 1e7 * noise),
      });
    }
    tables.epochs.insert(run, metrics);
    if (steps > 0) tables.confusions.insert(run, 'validation', confusion, epoch);
    tables.progress.epoch(run, event);
  }
  tables.progress.recorded(run, epochs + 1, new Date().toISOString());
}

function epochOf(index: number, epoch: number, epochs: number): EpochEvent {
  const part = 1 - 0.9 * Math.exp((-5 * epoch) / epochs);
  const noise = 0.02 * draw(index, epoch);
  const top = 0.7 + (index % 20) / 80;
  return {
    kind: 'epoch',
    epoch,
    loss: 2.4 - part * (1.4 + top) + noise,
    accuracy: part * (top + 0.05) - noise,
    valLoss: 2.4 - part * (1.2 + top) + 2 * noise,
    valAccuracy: part * top - noise,
    learningRate: 0.001,
    seconds: 2 + noise,
    tensors: 12,
    confusion: sampleMatrix(Math.round(100 * part)),
  };
}

/** A number from 0 to below 1 that looks like chance, the same each time. */
function draw(index: number, place: number): number {
  const value = Math.sin(index * 12.9898 + place * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}
