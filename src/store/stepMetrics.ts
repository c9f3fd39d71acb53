import type { ProgressEvent } from '../shared/contract/trainerProtocol.ts';
import type { Database } from './loadSqlite.ts';

/** One moment within an epoch, as stored: running means since the epoch began. */
export interface StepMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Of the last step; null where an older version recorded it. */
  readonly learningRate: number | null;
  readonly samplesPerSecond: number;
  /** Resident memory of the trainer. */
  readonly memoryBytes: number;
}

/** Where the last stored moment was, for {@link keepsStep}. */
export interface StepMark {
  readonly epoch: number;
  readonly step: number;
  /** Monotonic, milliseconds. */
  readonly at: number;
}

/** At most this many moments of an epoch are kept. */
const MOST_PER_EPOCH = 100;
const CLOSEST_MS = 1_000;

/** The metrics within epochs, thinned. */
export type StepMetricsTable = ReturnType<typeof createStepMetrics>;

/** Prepares the statements on steps. */
export function createStepMetrics(database: Database) {
  const insert = database.prepare<[StepMetrics & { readonly run: number }]>(
    `INSERT INTO step_metrics
       (run, epoch, step, loss, accuracy, learning_rate, samples_per_second, memory_bytes)
     VALUES (@run, @epoch, @step, @loss, @accuracy, @learningRate, @samplesPerSecond, @memoryBytes)
     ON CONFLICT DO NOTHING`,
  );
  const select = database.prepare<[number], StepMetrics>(
    `SELECT epoch, step, loss, accuracy, learning_rate AS learningRate,
       samples_per_second AS samplesPerSecond, memory_bytes AS memoryBytes
     FROM step_metrics WHERE run = ? ORDER BY epoch, step`,
  );
  return {
    insert: (run: number, metrics: StepMetrics): void => void insert.run({ run, ...metrics }),
    ofRun: (run: number): readonly StepMetrics[] => select.all(run),
  };
}

/** What to store of a progress event, or undefined when it has no metrics of training yet. */
export function toStepMetrics(event: ProgressEvent): StepMetrics | undefined {
  const { phase, epoch, step, loss, accuracy, samplesPerSecond } = event;
  if (phase !== 'training' || loss === null || accuracy === null) return undefined;
  const memoryBytes = Math.round(event.memoryBytes);
  const learningRate = event.learningRate ?? null;
  return { epoch, step, loss, accuracy, learningRate, samplesPerSecond, memoryBytes };
}

/**
 * Whether a moment is far enough from the last one kept: a second and a hundredth of the epoch.
 *
 * @param at monotonic, milliseconds
 */
export function keepsStep(event: ProgressEvent, last: StepMark | undefined, at: number): boolean {
  if (last === undefined) return true;
  if (at - last.at < CLOSEST_MS) return false;
  if (event.epoch !== last.epoch) return true;
  return event.step - last.step >= event.steps / MOST_PER_EPOCH;
}
