import { canonicalJson } from '../canonicalJson.ts';
import type { Architecture } from '../architecture.ts';
import type { ExperimentSpec } from '../experimentSpec.ts';
import type { Layer } from '../layers/index.ts';

/** How a trainer is to run a spec on this machine. */
export interface ExecutionPlan {
  /** A fixed number, or the most that a trial at the start of the run may choose. */
  readonly workers: number | { readonly trialOf: number };
  /** Threads within one operation; null leaves the number to TensorFlow, which takes every core. */
  readonly threads: number | null;
}

/** More workers than this were never seen to pay. */
const MOST_WORKERS = 4;

/**
 * Decides workers and threads of a run before its process starts, because TensorFlow fixes its threads
 * when it is first used.
 *
 * @param cores how many threads the machine runs at once
 * @param known what an earlier trial of the same work chose on this machine; null when there was none
 */
export function planExecution(
  spec: ExperimentSpec,
  cores: number,
  known: number | null,
): ExecutionPlan {
  const { workers, threads } = spec.execution;
  const own = threads === 'auto' ? null : threads;
  if (workers !== 'auto') {
    return { workers, threads: own ?? (workers > 1 ? threadsEach(cores, workers) : null) };
  }
  const most = Math.min(cores, MOST_WORKERS, spec.training.batchSize);
  if (most < 2 || !mayShare(spec)) return { workers: 1, threads: own };
  return { workers: known ?? { trialOf: most }, threads: own ?? threadsEach(cores, most) };
}

/**
 * How many workers a run has at most while it trains, its trial included.
 *
 * @param workers as planned for it
 */
export function mostWorkers({ workers }: { readonly workers: ExecutionPlan['workers'] }): number {
  return typeof workers === 'number' ? workers : workers.trialOf;
}

/**
 * What a trial's outcome holds for: the same work on the same machine.
 *
 * @param machine names the processor
 */
export function trialKey(spec: ExperimentSpec, machine: string): string {
  const { architecture, training } = spec;
  const { batchSize, optimizer } = training;
  return canonicalJson({ architecture, batchSize, optimizer: optimizer.type, machine });
}

function threadsEach(cores: number, workers: number): number {
  return Math.max(1, Math.floor(cores / workers));
}

/** Whether sharing batches among workers is worth a trial: recurrent steps are too small for two threads. */
function mayShare({ architecture, execution }: ExperimentSpec): boolean {
  return execution.computeType === 'float32' && isRecurrent(architecture);
}

function isRecurrent({ layers }: Architecture): boolean {
  const recurrent = layers.some(({ type }) => RECURRENT.has(type));
  return recurrent && layers.every(({ type }) => !NEEDS_WHOLE_BATCH.has(type));
}

const RECURRENT: ReadonlySet<Layer['type']> = new Set([
  'SimpleRNN',
  'GRU',
  'LSTM',
  'Bidirectional',
]);
/** Convolutions use all threads in one operation; batch normalisation needs the whole batch. */
const NEEDS_WHOLE_BATCH: ReadonlySet<Layer['type']> = new Set([
  'BatchNormalization',
  'Conv2D',
  'SeparableConv2D',
  'DepthwiseConv2D',
]);
