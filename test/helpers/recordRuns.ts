import { mkdirSync } from 'node:fs';
import { labPaths } from '../../src/lab/labPaths.ts';
import type { EvaluationEvent } from '../../src/shared/contract/trainerProtocol.ts';
import { setParam } from '../../src/shared/spec/setParam.ts';
import { findPreset } from '../../src/shared/spec/presets/index.ts';
import { perClassMetrics } from '../../src/shared/stats/perClass.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import { loadDataset } from '../../src/trainer/datasets/loadDataset.ts';
import {
  envelopes,
  epochEvent,
  evaluationEvent,
  FINISHED,
  STARTED,
} from '../unit/store/samples.ts';

/** A run as a trainer would have recorded it, without the training. */
export interface RecordedRun {
  readonly name?: string;
  readonly preset: string;
  readonly seed: number;
  /** What else of the spec is different, by dotted path. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** @default 10,000 */
  readonly parameters?: number;
  /** @default 3 */
  readonly epochs?: number;
  /** Whether it has a test image wrong; it then takes it for the class after its own. */
  readonly wrong: (index: number) => boolean;
  /** How sure it is of an image, 0–1. @default 0.6 to 0.95 */
  readonly confidence?: (index: number) => number;
}

/**
 * Writes finished runs into a lab that no process holds: real test images, made-up answers.
 *
 * @param home the lab's folder
 * @returns the runs' ids, in order
 */
export async function recordRuns(home: string, runs: readonly RecordedRun[]): Promise<string[]> {
  mkdirSync(home, { recursive: true });
  const { test, datasetHash } = await loadDataset(
    FASHION_MNIST,
    process.env['ATELIER_FASHION_MNIST'] ?? '',
  );
  const store = openStore(labPaths(home).database);
  try {
    return runs.map((run) => record(store, run, test.labels, datasetHash));
  } finally {
    store.close();
  }
}

function record(store: Store, run: RecordedRun, test: Uint8Array, datasetHash: string): string {
  const { preset, seed, set = {}, epochs = 3, parameters = 10_000, name, wrong, confidence } = run;
  const base = findPreset(preset)?.spec;
  if (!base) throw new Error(`no preset ${preset}`);
  const changes = Object.entries({ 'training.epochs': epochs, ...set, seed });
  const spec = changes.reduce((made, [path, value]) => setParam(made, path, value), base);
  const { id } = store.enqueueRun(name === undefined ? { spec } : { spec, name });
  store.transition(id, 'running');
  const tested = testedEvent(test, wrong, confidence);
  const { accuracy } = tested;
  const bodies = [
    { ...STARTED, epochs, datasetHash, parameters },
    ...Array.from({ length: epochs }, (_, index) =>
      epochEvent(index + 1, accuracy - 0.1 / (index + 1)),
    ),
    tested,
    FINISHED,
  ];
  for (const event of envelopes(id, bodies)) store.record(event);
  return id;
}

/**
 * The evaluation of a run that takes each image it has wrong for the class after its own.
 *
 * @param labels of the test images
 */
export function testedEvent(
  labels: Uint8Array,
  wrong: RecordedRun['wrong'],
  confidence: (index: number) => number = usual,
): EvaluationEvent {
  const classes = FASHION_MNIST.classNames.length;
  const said = Uint8Array.from(
    labels,
    (label, index) => (label + (wrong(index) ? 1 : 0)) % classes,
  );
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  said.forEach((answer, index) => {
    const row = confusion[labels[index] ?? 0];
    if (row) row[answer] = (row[answer] ?? 0) + 1;
  });
  const right = said.filter((answer, index) => answer === labels[index]).length;
  const accuracy = right / labels.length;
  return {
    ...evaluationEvent(accuracy),
    loss: 1 - accuracy,
    count: labels.length,
    confusion,
    perClass: [...perClassMetrics(confusion)],
    predictions: {
      indices: Uint32Array.from(labels, (_, index) => index),
      classes: said,
      confidences: Float32Array.from(labels, (_, index) => confidence(index)),
    },
  };
}

function usual(index: number): number {
  return 0.6 + (index % 36) / 100;
}
